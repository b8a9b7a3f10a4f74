"use client";

import { useQuery } from "@tanstack/react-query";
import { duplicateQueries } from "@/lib/client/queries/duplicate-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { OtherDuplicates } from "@/lib/domain/duplicates";
import { Link } from "../layout/link";
import { verdictWords } from "../transcript/dialogue-words";
import { formatNumber } from "../ui/format-number";

/** What is nearly the same as a dialogue, and what opens with the same question. Nothing to say: nothing shown. */
export function DuplicatesOf({ dialogueId }: { dialogueId: string }) {
  const { data } = useQuery(duplicateQueries.of(dialogueId));
  if (!data || data.dialogue.count + data.opening.count === 0) return null;
  return (
    <section aria-label="Duplicates">
      <h2 className="mb-2 font-semibold">Duplicates</h2>
      <div className="space-y-3">
        <Others others={data.dialogue} one="near-duplicate" many="near-duplicates" />
        <Others others={data.opening} one="other opens like this" many="others open like this" />
      </div>
    </section>
  );
}

function Others({ others: { count, items }, one, many }: { others: OtherDuplicates; one: string; many: string }) {
  if (count === 0) return null;
  return (
    <div className="text-xs">
      <p className="text-ink tabular-nums">
        {formatNumber(count)} {count === 1 ? one : many}
      </p>
      <ul className="mt-1 space-y-0.5">
        {items.map(({ id, originName, number, verdict }) => (
          <li key={id} className="flex gap-2">
            <Link href={hrefs.dialogue(id)} className="min-w-0 truncate text-ink-soft tabular-nums hover:underline">
              {originName} · {number}
            </Link>
            {verdict && <span className="shrink-0 text-ink-faint">{verdictWords[verdict].toLowerCase()}</span>}
          </li>
        ))}
      </ul>
      {count > items.length && <p className="mt-0.5 text-ink-faint">and {formatNumber(count - items.length)} more</p>}
    </div>
  );
}
