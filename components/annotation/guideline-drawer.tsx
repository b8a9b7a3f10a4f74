"use client";

import { type ReactNode, useEffect, useRef } from "react";
import Markdown, { type Components } from "react-markdown";
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

/** A guideline as people read it. Markdown without HTML; links open beside the studio, images are told by their words. */
export function GuidelineText({ text, marked = [] }: GuidelineTextProps) {
  const ref = useRef<HTMLDivElement>(null);
  // In step with the scroll position of what it stands in, once.
  useEffect(() => {
    ref.current?.querySelector("[data-marked]")?.scrollIntoView({ block: "center" });
  }, []);

  function heading(Tag: "h1" | "h2" | "h3" | "h4", size: string): Components["h1"] {
    return ({ children }) => {
      const isMarked = marked.some((clause) => sameWords(clause, wordsOf(children)));
      return (
        <Tag
          data-marked={isMarked || undefined}
          className={cx("font-semibold", size, isMarked && "-mx-2 rounded-md bg-warn-soft px-2 py-1 text-warn")}
        >
          {children}
          {isMarked && <span className="sr-only"> (what your reason points at)</span>}
        </Tag>
      );
    };
  }

  return (
    <div
      ref={ref}
      dir="auto"
      className="space-y-3 break-words text-sm leading-relaxed [&_a]:text-accent [&_a]:underline [&_code]:font-mono [&_code]:text-xs [&_li]:my-1 [&_ol]:list-decimal [&_ol]:pl-5 [&_pre]:overflow-x-auto [&_ul]:list-disc [&_ul]:pl-5"
    >
      <Markdown
        components={{
          h1: heading("h1", "text-lg"),
          h2: heading("h2", "text-base"),
          h3: heading("h3", "text-sm"),
          h4: heading("h4", "text-sm"),
          // Nothing is fetched from elsewhere.
          img: ({ alt }) => <span>{alt}</span>,
          a: ({ children, href }) => (
            <a href={href} target="_blank" rel="noreferrer">
              {children}
            </a>
          ),
        }}
      >
        {text}
      </Markdown>
    </div>
  );
}

/** The words of what a heading holds, without its markup. */
function wordsOf(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(wordsOf).join("");
  if (node && typeof node === "object" && "props" in node)
    return wordsOf((node.props as { children?: ReactNode }).children);
  return "";
}

function sameWords(a: string, b: string): boolean {
  const plain = (words: string) =>
    words
      .replace(/^#+\s*/, "")
      .trim()
      .toLowerCase();
  return plain(a) === plain(b);
}
