"use client";

import type { Guideline } from "@/lib/domain/review/guideline";
import { Drawer } from "../ui/drawer";
import { RelativeTime } from "../ui/relative-time";
import { GuidelineText } from "./guideline-text";

type GuidelineDrawerProps = {
  guideline: Guideline;
  /** Headings that are marked: those that the chosen reasons point at. */
  clauses: string[];
  onClose: () => void;
};

/** What the queue is judged by, beside the work. */
export function GuidelineDrawer({ guideline, clauses, onClose }: GuidelineDrawerProps) {
  const { text, reasons, version, personName, createdAt } = guideline;
  return (
    <Drawer open onOpenChange={onClose} title="Guideline">
      <p className="mb-4 text-ink-faint text-xs">
        Version {version} by {personName}, <RelativeTime at={createdAt} />
      </p>
      {text.trim() === "" ? (
        <p className="text-ink-soft text-sm">This queue has no text to judge by. Ask a lead what matters.</p>
      ) : (
        <GuidelineText text={text} marked={clauses} />
      )}
      {reasons.length > 0 && (
        <section className="mt-6">
          <h3 className="mb-2 font-semibold text-sm">Reasons to reject</h3>
          <ol className="list-decimal space-y-1 pl-5 text-sm">
            {reasons.map(({ key, label, clause }) => (
              <li key={key}>
                {label}
                {clause && <span className="text-ink-faint"> · see {clause}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </Drawer>
  );
}
