"use client";

import Markdown from "react-markdown";

/** A guideline as people read it. Markdown without HTML; links open beside the studio. */
export function GuidelineText({ text }: { text: string }) {
  return (
    <div
      dir="auto"
      className="space-y-3 text-sm leading-relaxed [&_a]:text-accent [&_a]:underline [&_code]:font-mono [&_code]:text-xs [&_h1]:font-semibold [&_h1]:text-lg [&_h2]:font-semibold [&_h2]:text-base [&_h3]:font-semibold [&_li]:my-1 [&_ol]:list-decimal [&_ol]:pl-5 [&_ul]:list-disc [&_ul]:pl-5"
    >
      <Markdown
        components={{
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
