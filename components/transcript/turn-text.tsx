"use client";

import { memo } from "react";
import type { Speaker } from "@/lib/domain/dialogue";
import { Caret } from "../markdown/caret";
import { CodeBlock } from "../markdown/code-block";
import { RawText } from "../markdown/raw-text";
import { ReplyText } from "../markdown/reply-text";
import { useRawChoice } from "../markdown/use-raw-choice";
import { type Block, splitBlocks } from "./split-blocks";
import { splitMarks } from "./split-marks";

type TurnTextProps = { text: string; speaker: Speaker; writing?: boolean };

const caret = <Caret />;

/**
 * The words of a turn. Those of an assistant are Markdown; those of a user stand as they were typed, whoever or whatever
 * typed them (docs/decisions/013-markdown-of-models.md). Who wants to see what a training file will hold chooses raw text.
 */
export const TurnText = memo(function TurnText({ text, speaker, writing = false }: TurnTextProps) {
  const raw = useRawChoice();
  if (raw) return <RawText text={text} end={writing && caret} />;
  return speaker === "assistant" ? (
    <ReplyText text={text} writing={writing} />
  ) : (
    <TypedText text={text} writing={writing} />
  );
});

/** Prose with its line breaks, code set apart; marks stay visible. */
function TypedText({ text, writing }: { text: string; writing: boolean }) {
  const blocks = splitBlocks(text);
  return (
    <div dir="auto" className="space-y-3">
      {blocks.map((block, i) => (
        <TypedBlock
          key={block.key}
          kind={block.kind}
          language={block.language}
          text={block.text}
          writing={writing && i === blocks.length - 1}
        />
      ))}
      {writing && blocks.length === 0 && caret}
    </div>
  );
}

type TypedBlockProps = Omit<Block, "key"> & { writing: boolean };

const TypedBlock = memo(function TypedBlock({ kind, language, text, writing }: TypedBlockProps) {
  if (kind === "code") return <CodeBlock language={language} text={text} end={writing && caret} />;
  return (
    <p dir="auto" className="script">
      <Marked text={text} />
      {writing && caret}
    </p>
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
