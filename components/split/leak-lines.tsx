import { Check, TriangleAlert } from "lucide-react";
import type { Leaks } from "@/lib/domain/training/leaks";
import type { ClusterKind } from "@/lib/domain/training/split-spec";
import { many } from "../data-set/data-set-words";
import { formatNumber } from "../ui/format-number";
import { kinds, kindWords } from "./split-words";

type LeakLinesProps = { leaks: Leaks; together: readonly ClusterKind[]; uncompared: number };

/** What leaks between parts, kind by kind: of what was to stay together nothing may, of the rest it is told. */
export function LeakLines({ leaks, together, uncompared }: LeakLinesProps) {
  const shared = kinds.filter((kind) => leaks[kind].shared > 0);
  const kept = shared.filter((kind) => together.includes(kind));
  const leaking = kept.filter((kind) => leaks[kind].leaking > 0);
  return (
    <div className="space-y-1 text-sm">
      {leaking.length === 0 ? (
        <p className="flex gap-2 font-medium">
          <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
          {kept.length === 0
            ? "Nothing leaks: no two dialogues have anything in common that was to stay together."
            : "0 leaks: nothing that was to stay together stands in two parts."}
        </p>
      ) : (
        <p role="alert" className="flex gap-2 font-medium text-danger">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          Some of what was to stay together stands in two parts.
        </p>
      )}
      <details className="pl-6 text-ink-soft">
        <summary className="cursor-pointer">How that was checked</summary>
        <p className="mt-1 max-w-prose">
          Each user, seed, conversation, group and topic that several dialogues share was looked up anew, apart from the
          clusters that the split was made of, and must be found in one part alone.
        </p>
        <ul className="mt-1 list-disc pl-5">
          {shared.map((kind) => (
            <li key={kind}>
              {formatNumber(leaks[kind].leaking)} of {formatNumber(leaks[kind].shared)}{" "}
              {leaks[kind].shared === 1 ? kindWords[kind].one : kindWords[kind].many} in two parts
              {together.includes(kind) ? "" : "; they were not to stay together"}
            </li>
          ))}
        </ul>
      </details>
      {uncompared > 0 && (
        <p className="pl-6 text-ink-soft">
          {many(uncompared, "dialogue")} {uncompared === 1 ? "was" : "were"} not compared with all others as in this
          snapshot: of near-duplicates among them nothing is known.
        </p>
      )}
    </div>
  );
}
