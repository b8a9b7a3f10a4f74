"use client";

import type { ReactNode } from "react";
import { Drawer } from "../ui/drawer";
import { GuidelineText } from "./guideline-text";

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
