"use client";

import { memo, useState } from "react";
import { Caret } from "./caret";
import { CodeBlock } from "./code-block";
import { ProsePart } from "./prose-part";
import { readLength } from "./read-length";
import { type MarkdownPart, splitMarkdown } from "./split-markdown";

type MarkdownTextProps = { text: string; writing?: boolean };

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

type GroupProps = { parts: readonly MarkdownPart[]; writing?: boolean };

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
