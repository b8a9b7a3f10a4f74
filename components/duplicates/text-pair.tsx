import { useMemo } from "react";
import { type DiffPart, wordDiff } from "../transcript/word-diff";

type TextPairProps = {
  /** Null where that side has no such turn. */
  left: string | null;
  right: string | null;
};

/** Two texts beside each other; what only one has is marked on its side. */
export function TextPair({ left, right }: TextPairProps) {
  const diff = useMemo(() => (left !== null && right !== null ? wordDiff(left, right) : null), [left, right]);
  return (
    <div className="grid gap-x-8 gap-y-3 md:grid-cols-2">
      <Side name="Keep" text={left} parts={diff?.parts.filter(({ kind }) => kind !== "added")} />
      <Side name="The other" text={right} parts={diff?.parts.filter(({ kind }) => kind !== "removed")} />
    </div>
  );
}

function Side({ name, text, parts }: { name: string; text: string | null; parts: DiffPart[] | undefined }) {
  return (
    <div className="min-w-0">
      <p className="text-ink-faint text-xs md:sr-only">{name}</p>
      {text === null ? (
        <p className="text-ink-faint text-xs">This one has ended by here.</p>
      ) : (
        <p dir="auto" className="script break-words">
          {parts ? <Marked parts={parts} /> : text}
        </p>
      )}
    </div>
  );
}

function Marked({ parts }: { parts: DiffPart[] }) {
  const keyed = parts.map((part, i) => ({ ...part, key: `${i}-${part.kind}` }));
  return keyed.map(({ key, kind, text }) =>
    kind === "same" ? (
      <span key={key} className="text-ink-soft">
        {text}
      </span>
    ) : (
      <mark key={key} className="rounded-sm bg-accent-soft text-ink underline decoration-2">
        {text}
      </mark>
    ),
  );
}
