"use client";

import { useDeferredValue, useMemo } from "react";
import { type DiffPart, wordDiff } from "./word-diff";

type WordDiffViewProps = { before: string; after: string };

const partClass: Record<DiffPart["kind"], string> = {
  same: "text-ink-soft",
  added: "rounded-sm bg-ok-soft text-ok underline decoration-2",
  removed: "rounded-sm bg-danger-soft text-danger line-through",
};

/** What an edit changes, word by word, a moment behind the typing so that the typing stays quick. */
export function WordDiffView({ before, after }: WordDiffViewProps) {
  const settled = useDeferredValue(after);
  const diff = useMemo(() => wordDiff(before, settled), [before, settled]);
  if (!diff) return <p className="text-ink-faint text-xs">Too much has changed to show it word by word.</p>;
  if (diff.added + diff.removed === 0)
    return <p className="text-ink-faint text-xs">{before === settled ? "No change yet." : "No word changed."}</p>;
  const parts = diff.parts.map((part, i) => ({ ...part, key: `${i}-${part.kind}` }));
  return (
    <section aria-label="What changes" className="space-y-1.5">
      <p className="text-ink-faint text-xs">
        +{diff.added} −{diff.removed} words
      </p>
      <p dir="auto" className="script">
        {parts.map(({ key, kind, text }) =>
          kind === "same" ? (
            <span key={key} className={partClass.same}>
              {text}
            </span>
          ) : kind === "added" ? (
            <ins key={key} className={partClass.added}>
              {text}
            </ins>
          ) : (
            <del key={key} className={partClass.removed}>
              {text}
            </del>
          ),
        )}
      </p>
    </section>
  );
}
