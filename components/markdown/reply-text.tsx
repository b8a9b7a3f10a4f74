"use client";

import { createElement, memo } from "react";
import { createMoment } from "@/lib/client/moment";
import { useMoment } from "@/lib/client/use-moment";
import { Caret } from "./caret";
import { ShownPlainly } from "./shown-plainly";

/** When the first reply of a model is read. */
export const markdownMoment = createMoment("Markdown", () => import("./markdown-text"));

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
    <ShownPlainly plain={plain}>{parts ? createElement(parts.MarkdownText, { text, writing }) : plain}</ShownPlainly>
  );
});
