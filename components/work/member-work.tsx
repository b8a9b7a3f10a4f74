"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { workQueries } from "@/lib/client/queries/work-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { DaysChart } from "./days-chart";
import { WorkFigures } from "./work-figures";

const spans = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
] as const;

/** A person's progress and history; the same for themselves and for a lead. */
export function MemberWork({ memberId }: { memberId: string }) {
  const [span, setSpan] = useState<"7" | "30" | "90">("30");
  const work = useQuery(workQueries.of(memberId, Number(span)));
  return (
    <div className="space-y-5">
      <Panel
        title="Progress"
        aside={<Segmented legend="How far back" value={span} options={spans} onChange={setSpan} />}
      >
        {work.isPending && <SkeletonRows rows={3} label="Counting" />}
        {work.isError && <QueryError what="the figures" error={work.error} onRetry={work.refetch} />}
        {work.data && (
          <div className="space-y-6">
            <WorkFigures work={work.data.work} signals={work.data.signals} />
            <DaysChart days={work.data.byDay} />
          </div>
        )}
      </Panel>
      <History memberId={memberId} />
    </div>
  );
}

function History({ memberId }: { memberId: string }) {
  const acts = useInfiniteQuery(workQueries.acts(memberId));
  const shown = acts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title="History">
      {acts.isPending && <SkeletonRows label="Reading the history" />}
      {acts.isError && <QueryError what="the history" error={acts.error} onRetry={acts.refetch} />}
      {acts.isSuccess && shown.length === 0 && <p className="text-ink-soft text-sm">Nothing has been done yet.</p>}
      <ol className="divide-y divide-line">
        {shown.map(({ id, dialogueId, opening, kind, undone, createdAt }) => (
          <li key={id} className="flex items-baseline gap-3 py-2 text-sm">
            <span className={`w-28 shrink-0 text-xs ${undone ? "text-ink-faint line-through" : "text-ink-soft"}`}>
              {kind.replaceAll("_", " ")}
            </span>
            <Link dir="auto" href={hrefs.dialogue(dialogueId)} className="min-w-0 flex-1 truncate hover:underline">
              {opening || "A dialogue without a turn"}
            </Link>
            <span className="shrink-0 text-ink-faint text-xs">
              <RelativeTime at={createdAt} />
            </span>
          </li>
        ))}
      </ol>
      {shown.length > 0 && (
        <LoadMore
          shown={shown.length}
          noun={shown.length === 1 ? "act" : "acts"}
          hasMore={acts.hasNextPage}
          pending={acts.isFetchingNextPage}
          onMore={() => acts.fetchNextPage()}
        />
      )}
    </Panel>
  );
}
