import { memo } from "react";
import { type Block, splitBlocks } from "./split-blocks";
import { splitMarks } from "./split-marks";

type TurnTextProps = { text: string; writing?: boolean };

/**
 * The words of a turn as they are: prose with its line breaks, code set apart. Marks stay visible, since they are what
 * a training file will hold. While text streams in, only the last block is drawn again.
 */
export const TurnText = memo(function TurnText({ text, writing = false }: TurnTextProps) {
  const blocks = splitBlocks(text);
  return (
    <div dir="auto" className="space-y-3">
      {blocks.map((block, i) => (
        <BlockText
          key={block.key}
          kind={block.kind}
          language={block.language}
          text={block.text}
          caret={writing && i === blocks.length - 1}
        />
      ))}
      {writing && blocks.length === 0 && <Caret />}
    </div>
  );
});

type BlockTextProps = Omit<Block, "key"> & { caret: boolean };

const BlockText = memo(function BlockText({ kind, language, text, caret }: BlockTextProps) {
  if (kind === "prose") {
    return (
      <p dir="auto" className="script">
        <Marked text={text} />
        {caret && <Caret />}
      </p>
    );
  }
  return (
    <section aria-label={`Code${language && ` in ${language}`}`} dir="ltr">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long line is scrolled by the arrow keys too.
        tabIndex={0}
        className="max-w-script overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-[0.8125rem] leading-relaxed"
      >
        {text}
        {caret && <Caret />}
      </pre>
    </section>
  );
});

/** Strong words and code look their part; their marks stay, quietly. */
function Marked({ text }: { text: string }) {
  return splitMarks(text).map(({ key, kind, mark, text: words }) =>
    kind === "plain" ? (
      words
    ) : (
      <span key={key} className={kind === "strong" ? "font-semibold" : "font-mono text-[0.85em]"}>
        <span className="font-normal text-ink-faint">{mark}</span>
        {words}
        <span className="font-normal text-ink-faint">{mark}</span>
      </span>
    ),
  );
}

function Caret() {
  return (
    <span
      aria-hidden
      className="ml-0.5 inline-block h-[1.1em] w-0.5 translate-y-[0.2em] animate-caret bg-accent align-baseline"
    />
  );
}
