"use client";

import type { Token, Tokens } from "marked";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useCommands } from "@/lib/client/use-commands";
import { Blocks } from "../markdown/block-tokens";
import { Inline } from "../markdown/inline-tokens";
import { lexMarkdown } from "../markdown/lex-markdown";
import { plainWords } from "../markdown/plain-words";
import { RawText } from "../markdown/raw-text";
import { cx } from "../ui/cx";
import { Drawer } from "../ui/drawer";

type GuidelineDrawerProps = {
  title: string;
  text: string;
  /** Headings that are marked, and gone to. */
  marked?: string[];
  /** What is told where there is no text. */
  untold: string;
  /** Whose it is, above the text. */
  head?: ReactNode;
  /** What belongs to it, below the text. */
  children?: ReactNode;
  onClose: () => void;
};

/** What people are asked to judge by, beside the work. */
export function GuidelineDrawer({ title, text, marked = [], untold, head, children, onClose }: GuidelineDrawerProps) {
  // The key that opens it closes it.
  useCommands([
    { id: "guideline-close", label: `Close: ${title}`, keys: ["g"], group: "Read", inDialogs: true, run: onClose },
  ]);
  return (
    <Drawer open onOpenChange={onClose} title={title}>
      {head && <p className="mb-4 text-ink-faint text-xs">{head}</p>}
      {text.trim() === "" ? (
        <p className="text-ink-soft text-sm">{untold}</p>
      ) : (
        <GuidelineText text={text} marked={marked} />
      )}
      {children}
    </Drawer>
  );
}

type GuidelineTextProps = {
  text: string;
  /** Headings to mark and to go to. */
  marked?: string[];
};

/** A guideline as people read it: Markdown as replies of models have it, in the letters of the studio. */
export function GuidelineText({ text, marked = [] }: GuidelineTextProps) {
  const ref = useRef<HTMLDivElement>(null);
  const tokens = useMemo(() => lexMarkdown(text, { breaks: false }), [text]);
  // In step with the scroll position of what it stands in, once.
  useEffect(() => {
    ref.current?.querySelector("[data-marked]")?.scrollIntoView({ block: "center" });
  }, []);
  if (!tokens) return <RawText text={text} />;
  return (
    <div
      ref={ref}
      dir="auto"
      className="space-y-3 break-words text-sm leading-relaxed [&_.script]:font-sans [&_.script]:text-sm [&_.script]:leading-relaxed [&_table]:font-sans [&_table]:text-sm"
    >
      {tokens.map((token, i) =>
        token.type === "heading" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text that stands still.
          <Heading key={i} heading={token as Tokens.Heading} marked={marked} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text that stands still.
          <Blocks key={i} tokens={[token]} />
        ),
      )}
    </div>
  );
}

const sizes = ["text-lg", "text-base", "text-sm", "text-sm"] as const;

function Heading({ heading, marked }: { heading: Tokens.Heading; marked: string[] }) {
  const level = Math.min(heading.depth, 4);
  const Tag = (["h1", "h2", "h3", "h4"] as const)[level - 1] ?? "h4";
  const isMarked = marked.some((clause) => sameWords(clause, wordsOf(heading.tokens)));
  return (
    <Tag
      data-marked={isMarked || undefined}
      className={cx("font-semibold", sizes[level - 1], isMarked && "-mx-2 rounded-md bg-warn-soft px-2 py-1 text-warn")}
    >
      <Inline tokens={heading.tokens} depth={0} />
      {isMarked && <span className="sr-only"> (what your reason points at)</span>}
    </Tag>
  );
}

/** The words of what a heading holds, without its markup. */
function wordsOf(tokens: readonly Token[]): string {
  return tokens.map((token) => ("tokens" in token && token.tokens ? wordsOf(token.tokens) : textOf(token))).join("");
}

function textOf(token: Token): string {
  return "text" in token ? plainWords(token.text) : token.raw;
}

function sameWords(a: string, b: string): boolean {
  const plain = (words: string) =>
    words
      .replace(/^#+\s*/, "")
      .trim()
      .toLowerCase();
  return plain(a) === plain(b);
}
