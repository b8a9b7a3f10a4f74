"use client";

import type { Guideline } from "@/lib/domain/review/guideline";
import { GuidelineDrawer } from "../annotation/guideline-drawer";
import { RelativeTime } from "../ui/relative-time";

type ReviewGuidelineProps = {
  guideline: Guideline;
  /** Headings that are marked: those that the chosen reasons point at. */
  clauses: string[];
  onClose: () => void;
};

/** What the queue is judged by, and for which reasons an item may be rejected. */
export function ReviewGuideline({ guideline, clauses, onClose }: ReviewGuidelineProps) {
  const { text, reasons, version, personName, createdAt } = guideline;
  return (
    <GuidelineDrawer
      title="Guideline"
      text={text}
      marked={clauses}
      untold="This queue has no text to judge by. Ask a lead what matters."
      head={
        <>
          Version {version} by {personName}, <RelativeTime at={createdAt} />
        </>
      }
      onClose={onClose}
    >
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
    </GuidelineDrawer>
  );
}
