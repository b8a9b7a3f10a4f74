import { memo, type ReactNode } from "react";
import { CopyButton } from "../ui/copy-button";
import { cutText } from "./cut-text";

type CodeBlockProps = { language: string; text: string; end?: ReactNode };

/** Code as it is, in lines that scroll sideways, with its language and a button that copies it. */
export const CodeBlock = memo(function CodeBlock({ language, text, end }: CodeBlockProps) {
  const pieces = cutText(text);
  return (
    <section
      aria-label={`Code${language && ` in ${language}`}`}
      dir="ltr"
      className="max-w-script overflow-hidden rounded-md border border-line bg-sunken"
    >
      <div className="flex select-none items-center justify-between gap-2 border-line border-b py-1 pr-1 pl-3">
        <span className="truncate font-mono text-ink-faint text-xs">{language || "code"}</span>
        <CopyButton text={text} variant="quiet" />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long line is scrolled by the arrow keys too.
        tabIndex={0}
        className="overflow-x-auto px-3 py-2 font-mono text-[0.8125rem] leading-relaxed"
      >
        {pieces.map((piece, i) => (
          <Piece key={piece.at} text={piece.text} end={i === pieces.length - 1 ? end : undefined} />
        ))}
        {pieces.length === 0 && end}
      </pre>
    </section>
  );
});

const Piece = memo(function Piece({ text, end }: { text: string; end?: ReactNode }) {
  return (
    <code className="block min-w-fit">
      {text}
      {end}
    </code>
  );
});
