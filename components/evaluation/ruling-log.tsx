"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { judgeQueries } from "@/lib/client/queries/judge-queries";
import type { Ruling } from "@/lib/domain/judging/ruling";
import { LoadMore } from "../table/load-more";
import { formatMoney, formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";

/** Whom leads left out of the figures, counted again or removed: who, when and why. */
export function RulingLog({ evaluationId }: { evaluationId: string }) {
  const rulings = useInfiniteQuery(judgeQueries.rulings(evaluationId));
  const items = rulings.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title="Left out and removed" description="What leads decided about whose votes count. It is kept for good.">
      <ol className="divide-y divide-line text-sm">
        {items.map((ruling) => (
          <li key={ruling.id} className="py-2 first:pt-0 last:pb-0">
            <p className="[overflow-wrap:anywhere]">
              {ruling.person.name} {acts[ruling.act]} {told(ruling)}
              {ruling.reason && <span className="text-ink-soft">: {ruling.reason}</span>}
            </p>
            <p className="text-ink-faint text-xs">
              <RelativeTime at={ruling.createdAt} />
              {ruling.lost && ` · ${lostOf(ruling.lost)}`}
            </p>
          </li>
        ))}
      </ol>
      {rulings.hasNextPage && <LoadMore list={rulings} shown={items.length} noun="decision" />}
    </Panel>
  );
}

const acts = { leave_out: "left out", count: "counts again", remove: "removed" } as const;

function told({ subject, name }: Ruling): string {
  if (subject === "judge_run") return `the judge ${name}`;
  return subject === "import" ? `the file ${name || "without a name"}` : name;
}

function lostOf({ judgments, votes, cost }: NonNullable<Ruling["lost"]>): string {
  const held = [judgments > 0 && `${formatNumber(judgments)} judgments`, votes > 0 && `${formatNumber(votes)} votes`];
  const what = held.filter(Boolean).join(" and ") || "nothing";
  return `it held ${what}${cost > 0 ? `, which had cost ${formatMoney(cost)}` : ""}`;
}
