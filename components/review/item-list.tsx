"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { ItemStatus } from "@/lib/domain/review/resolution";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { verdictWords } from "../transcript/dialogue-words";
import { Badge } from "../ui/badge";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";

const statuses = [
  { value: "contested", label: "To be settled" },
  { value: "open", label: "Open" },
  { value: "settled", label: "Settled" },
] as const;

const emptyWords: Record<ItemStatus, string> = {
  contested: "Nothing waits for a reviewer: people agree so far.",
  open: "Every item has its answers.",
  settled: "No item is settled yet.",
};

/** Items of a queue by how they stand; each leads to all answers side by side. */
export function ItemList({ queueId }: { queueId: string }) {
  const [status, setStatus] = useState<ItemStatus>("contested");
  const items = useInfiniteQuery(reviewQueries.items(queueId, status));
  const shown = items.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title="Items"
      aside={<Segmented legend="Which items" value={status} options={statuses} onChange={setStatus} />}
    >
      {items.isPending && <SkeletonRows label="Reading the items" />}
      {items.isError && <QueryError what="the items" error={items.error} onRetry={items.refetch} />}
      {items.isSuccess && shown.length === 0 && <p className="text-ink-soft text-sm">{emptyWords[status]}</p>}
      <ol className="divide-y divide-line">
        {shown.map(({ id, position, opening, answers, needed, leases, isGold, resolution }) => (
          <li key={id}>
            <Link
              href={hrefs.reviewItem(queueId, id)}
              className="-mx-2 flex flex-wrap items-baseline gap-x-3 gap-y-1 rounded-md px-2 py-2 hover:bg-hover"
            >
              <span className="w-10 shrink-0 text-right text-ink-faint text-xs tabular-nums">{position}</span>
              <span dir="auto" className="min-w-40 flex-1 truncate text-sm">
                {opening}
              </span>
              <span className="text-ink-faint text-xs tabular-nums">
                {isGold ? `${answers} answers` : `${answers} of ${needed}`}
                {leases > 0 && `, ${leases} at it now`}
              </span>
              {isGold && <Badge>Gold</Badge>}
              {resolution && (
                <Badge tone={resolution.answer.verdict === "accepted" ? "ok" : "danger"}>
                  {verdictWords[resolution.answer.verdict]}
                </Badge>
              )}
            </Link>
          </li>
        ))}
      </ol>
      {shown.length > 0 && (
        <LoadMore
          shown={shown.length}
          noun={shown.length === 1 ? "item" : "items"}
          hasMore={items.hasNextPage}
          pending={items.isFetchingNextPage}
          onMore={() => items.fetchNextPage()}
        />
      )}
    </Panel>
  );
}
