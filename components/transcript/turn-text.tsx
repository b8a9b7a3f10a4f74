"use client";

import { createElement, memo } from "react";
import { createMoment } from "@/lib/client/moment";
import { useMoment } from "@/lib/client/use-moment";
import type { Speaker } from "@/lib/domain/dialogue";
import { Caret } from "../markdown/caret";
import { CodeBlock } from "../markdown/code-block";
import { RawText } from "../markdown/raw-text";
import { ShownPlainly } from "../markdown/shown-plainly";
import { useRawChoice } from "../markdown/use-raw-choice";

/** When the first reply of a model is read. */
export const markdownMoment = createMoment("Markdown", () => import("../markdown/reading"));

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

type ReplyTextProps = { text: string; writing?: boolean };

/** A reply of a model: its words at once, as Markdown as soon as the code is there that draws it. */
export const ReplyText = memo(function ReplyText({ text, writing = false }: ReplyTextProps) {
  const parts = useMoment(markdownMoment);
  const plain = (
    <p dir="auto" className="script">
      {text}
      {writing && <Caret />}
    </p>
  );
  return (
    <ShownPlainly plain={plain}>
      {parts ? createElement(parts.reading.MarkdownText, { text, writing }) : plain}
    </ShownPlainly>
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

/** A stretch of a turn: prose, or the inside of a code fence. `key` is where it begins, so it is stable while text grows. */
type Block = { key: number; kind: "prose" | "code"; language: string; text: string };

const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)[^\n`]*$/;
/** Prose is cut at blank lines into pieces of about this length, so that a long turn re-renders only its end. */
const proseLength = 600;

/**
 * Cuts the text of a turn into blocks. Appending to the text leaves all blocks but the last as they were, so a memoised
 * renderer draws only the last one again. A fence that is not closed yet runs to the end. Empty text has no blocks.
 */
export function splitBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { mark: string; language: string } | null = null;
  let start = 0;
  let at = 0;

  function close(end: number, next: number) {
    const inside = text.slice(start, end);
    if (open || inside.trim() !== "")
      blocks.push({
        key: start,
        kind: open ? "code" : "prose",
        language: open?.language ?? "",
        text: trimLines(inside),
      });
    start = next;
  }

  for (const line of text.split("\n")) {
    const next = at + line.length + 1;
    const [, mark, language = ""] = fence.exec(line) ?? [];
    const whole = next <= text.length;
    if (open && mark?.startsWith(open.mark) && line.trim() === mark) {
      close(at, next);
      open = null;
    } else if (!open && mark && whole) {
      close(at, next);
      open = { mark, language };
    } else if (!open && line.trim() === "" && at - start >= proseLength && whole) {
      close(at, next);
    }
    at = next;
  }
  if (start < text.length) close(text.length, text.length);
  return blocks;
}

function trimLines(text: string): string {
  return text.replace(/^\n+/, "").replace(/\n+$/, "");
}

/** A piece of a line: plain words, or words between marks that make them strong or code. */
type Piece = { key: number; kind: "plain" | "strong" | "code"; mark: string; text: string };

const marked = /\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*|`([^`\n]+)`/g;

/**
 * Finds `**strong**` and `` `code` `` in prose. Marks and words put together again are the text, letter by letter: a
 * reader of training data must see what the trainer will see. `key` is where a piece begins.
 */
export function splitMarks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(marked)) {
    if (match.index > at) pieces.push({ key: at, kind: "plain", mark: "", text: text.slice(at, match.index) });
    const strong = match[1] !== undefined;
    const inside = match[1] ?? match[2] ?? "";
    pieces.push({ key: match.index, kind: strong ? "strong" : "code", mark: strong ? "**" : "`", text: inside });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ key: at, kind: "plain", mark: "", text: text.slice(at) });
  return pieces;
}
