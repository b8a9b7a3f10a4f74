import { formatNumber } from "../ui/format-number";
import type { leftOutRows } from "./data-set-words";

/** Why dialogues do not go into a snapshot, and how many each time. */
export function LeftOut({ rows }: { rows: ReturnType<typeof leftOutRows> }) {
  return (
    <ul className="mt-1 space-y-0.5 text-ink-soft text-sm">
      {rows.map(({ reason, n }) => (
        <li key={reason} className="grid grid-cols-[4rem_minmax(0,1fr)] gap-2">
          <span className="text-right tabular-nums">{formatNumber(n)}</span>
          <span>{reason}</span>
        </li>
      ))}
    </ul>
  );
}
