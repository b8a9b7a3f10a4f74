import { useMemo } from "react";
import { type DiffPart, wordDiff } from "../dialogue/word-diff";

type TextPairProps = {
  /** Null where that side has no such turn. */
  left: string | null;
  right: string | null;
};

/** Two texts beside each other; what only one has is marked on its side. The same text stands once, quietly. */
export function TextPair({ left, right }: TextPairProps) {
  const diff = useMemo(
    () => (left !== null && right !== null && left !== right ? wordDiff(left, right) : null),
    [left, right],
  );
  if (left === right)
    return (
      <p dir="auto" className="script line-clamp-3 max-w-script text-ink-faint">
        {left}
      </p>
    );
  return (
    <div className="grid gap-x-8 gap-y-3 md:grid-cols-2">
      <Side text={left} parts={diff?.parts.filter(({ kind }) => kind !== "added")} />
      <Side text={right} parts={diff?.parts.filter(({ kind }) => kind !== "removed")} />
    </div>
  );
}

function Side({ text, parts }: { text: string | null; parts: DiffPart[] | undefined }) {
  if (text === null) return <p className="text-ink-faint text-xs">This one has ended by here.</p>;
  return (
    <p dir="auto" className="script min-w-0 break-words">
      {parts
        ? parts
            .map((part, i) => ({ ...part, key: `${i}-${part.kind}` }))
            .map(({ key, kind, text: words }) =>
              kind === "same" ? (
                <span key={key} className="text-ink-soft">
                  {words}
                </span>
              ) : (
                <mark key={key} className="rounded-sm bg-accent-soft text-ink underline decoration-2">
                  {words}
                </mark>
              ),
            )
        : text}
    </p>
  );
}
