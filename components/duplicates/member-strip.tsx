import type { DuplicateMember } from "@/lib/contract/endpoints/duplicates";
import { cx } from "../ui/cx";
import { formatNumber } from "../ui/format-number";
import { percent } from "./duplicate-progress";

type MemberStripProps = {
  others: DuplicateMember[];
  chosen: number;
  onChoose: (dialogueId: string) => void;
  /** Members beyond those that were read. */
  hidden: number;
};

/** The others of a group by how alike they are to the first, one of them chosen. */
export function MemberStrip({ others, chosen, onChoose, hidden }: MemberStripProps) {
  return (
    <div className="min-w-0 text-xs">
      <p className="mb-1.5 text-ink-faint tabular-nums">
        Compared with {chosen + 1} of {formatNumber(others.length)}
        {hidden > 0 && `; ${formatNumber(hidden)} more are not shown, and acts do not reach them`}
      </p>
      <ol aria-label="The others" className="flex max-h-20 flex-wrap gap-1 overflow-y-auto">
        {others.map(({ id, number, origin, similarity, verdict }, i) => (
          <li key={id}>
            <button
              type="button"
              aria-current={i === chosen || undefined}
              title={`${origin.name} · ${number}`}
              onClick={() => onChoose(id)}
              className={cx(
                "h-6 rounded border px-1.5 tabular-nums",
                i === chosen
                  ? "border-accent bg-surface font-medium text-ink"
                  : "border-line text-ink-soft hover:bg-hover",
                verdict === "rejected" && "line-through",
              )}
            >
              {number} <span className="text-ink-faint">{percent(similarity)}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
