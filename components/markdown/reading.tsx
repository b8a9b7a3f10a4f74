"use client";

import { memo, type ReactNode, useMemo, useState } from "react";
import { Blocks } from "./block-tokens";
import { Caret } from "./caret";
import { CodeBlock } from "./code-block";
import { lexMarkdown } from "./lex-markdown";
import { RawText } from "./raw-text";
import { RawTextButton } from "./raw-text-button";
import { type MarkdownPart, splitMarkdown } from "./split-markdown";

/** A part of a reply as a person would read it. */
export const ProsePart = memo(function ProsePart({ source, listFrom, tail, caret }: ProsePartProps) {
  const tokens = useMemo(() => lexMarkdown(source), [source]);
  if (!tokens) return <RawText text={source + tail} end={caret} />;
  const end = (tail || caret) && (
    <>
      {tail}
      {caret}
    </>
  );
  return <Blocks tokens={tokens} from={listFrom} end={end || undefined} />;
});

/** A reply of a model as a person would read it. While it is written, a word draws its own part again and no other. */
export const MarkdownText = memo(function MarkdownText({ text, writing = false }: MarkdownTextProps) {
  const [held, hold] = useState(() => splitMarkdown(text));
  const split = splitMarkdown(text, held);
  // What was read of the text is kept for its next word.
  if (split !== held) hold(split);
  const { groups, parts } = split;
  return (
    <div dir="auto" className="space-y-3">
      {groups.map((group) => (
        <Group key={group[0]?.key} parts={group} />
      ))}
      <Group parts={parts} writing={writing} />
      {writing && parts.length === 0 && caret}
    </div>
  );
});

const Group = memo(function Group({ parts, writing = false }: GroupProps) {
  return parts.map((part, i) => <Part key={part.key} part={part} writing={writing && i === parts.length - 1} />);
});

const caret = <Caret />;

const Part = memo(function Part({ part, writing }: { part: MarkdownPart; writing: boolean }) {
  const { kind, text, language, listFrom } = part;
  if (kind === "code") return <CodeBlock language={language} text={text} end={writing && caret} />;
  const read = writing ? readLength(text) : text.length;
  return (
    <ProsePart source={text.slice(0, read)} tail={text.slice(read)} listFrom={listFrom} caret={writing && caret} />
  );
});

/** Up to here a growing part is read anew wherever a word may change how it reads. */
const readWhole = 512;

const growth = 1 + 1 / 16;

/** What may change how the words before or after it read; any other word may be put behind what was read. */
const telling = /[*_`~$[\]<>|&\\#\n:!+=-]/;

/** As far back as one looks for such a character. */
const lookBack = 400;

/** How texts of models read, and the button that shows them letter by letter. */
export const reading = { MarkdownText, RawTextButton };

type MarkdownTextProps = { text: string; writing?: boolean };

type GroupProps = { parts: readonly MarkdownPart[]; writing?: boolean };

type ProsePartProps = {
  source: string;
  listFrom: number | null;
  /** What was written since `source` was read; shown as it is. */
  tail: string;
  /** Behind the last word. */
  caret?: ReactNode;
};

/**
 * How much of a growing part is read as Markdown; the rest is shown behind it as it is. Words without a mark of Markdown
 * among them need no reading. A long part is read again only once it has grown by a sixteenth, so that a word costs the
 * same in a long table as in a short one.
 */
export function readLength(text: string): number {
  return Math.min(behindLastMark(text), stepBelow(text.length));
}

/** Behind the second word that follows the last mark: the marks of a list or a heading come with their first word. */
function behindLastMark(text: string): number {
  const least = Math.max(0, text.length - lookBack);
  let at = text.length - 1;
  while (at >= least && !telling.test(text.charAt(at))) at -= 1;
  if (at < least && least > 0) return text.length;
  const words = /^\s*(?:[!-~]+|\S)\s*(?:[!-~]+|\S)/.exec(text.slice(at + 1));
  return words ? at + 1 + words[0].length : text.length;
}

function stepBelow(length: number): number {
  if (length <= readWhole) return length;
  const steps = Math.floor(Math.log(length / readWhole) / Math.log(growth));
  return Math.min(length, Math.floor(readWhole * growth ** steps));
}
