"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import type { QueueResults as Results } from "@/lib/contract/endpoints/results";
import { hrefs } from "@/lib/contract/hrefs";
import type { ItemStatus } from "@/lib/domain/review/resolution";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useMay, useViewer } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { verdictWords } from "../transcript/dialogue-words";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { AgreementTable, PeopleTables, SliceTables } from "./agreement-tables";

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
function ItemList({ queueId }: { queueId: string }) {
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
      {shown.length > 0 && <LoadMore list={items} shown={shown.length} noun="item" />}
    </Panel>
  );
}

/** What came of a queue so far: how far it is, what is to be settled, how well people agree. */
export function QueueResults({ queueId }: { queueId: string }) {
  const queue = useQuery(reviewQueries.queue(queueId));
  const results = useQuery(reviewQueries.results(queueId));
  const leads = useMay("queue.manage");
  const viewer = useViewer();
  if (queue.isError) return <QueryError what="the queue" error={queue.error} onRetry={queue.refetch} />;
  if (queue.isPending) return <SkeletonRows rows={8} label="Reading the queue" />;
  const { progress, spec } = queue.data.queue;
  const reviewsIt = leads || spec.reviewers.includes(viewer.id);
  return (
    <div className="space-y-5">
      <Panel>
        <dl className="grid grid-cols-2 gap-5 sm:grid-cols-4">
          <Told
            label="Answers"
            value={formatNumber(progress.answers)}
            detail={`of ${formatNumber(progress.answersNeeded)}`}
          />
          <Told
            label="Settled"
            value={formatNumber(progress.settled)}
            detail={`of ${formatNumber(progress.items)} items`}
          />
          <Told label="To be settled" value={formatNumber(progress.contested)} detail="by a reviewer" />
          {results.data && <Ends forecast={results.data.forecast} />}
        </dl>
      </Panel>
      {reviewsIt && progress.contested > 0 && (
        <Button asChild variant="primary">
          <Link href={hrefs.settle(queueId)}>Settle {formatNumber(progress.contested)}</Link>
        </Button>
      )}
      {reviewsIt && <ItemList queueId={queueId} />}
      {results.isPending && <SkeletonRows rows={5} label="Measuring agreement" />}
      {results.isError && <QueryError what="the agreement" error={results.error} onRetry={results.refetch} />}
      {results.data && (
        <>
          <AgreementTable questions={results.data.questions} />
          <SliceTables slices={results.data.slices} />
          <PeopleTables pairs={results.data.pairs} gold={results.data.gold} />
        </>
      )}
    </div>
  );
}

const dayOf = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

function Ends({ forecast: { answersLeft, perDay, ends, why } }: Pick<Results, "forecast">) {
  if (answersLeft === 0) return <Told label="Ends" value="Done" detail="no answer is missing" />;
  if (!ends) return <Told label="Ends" value="–" detail={why ?? ""} />;
  const late = ends.late ? dayOf.format(new Date(ends.late)) : "never";
  return (
    <Told
      label="Ends about"
      value={dayOf.format(new Date(ends.likely))}
      detail={`${dayOf.format(new Date(ends.early))} to ${late}, at ${perDay.toFixed(perDay < 10 ? 1 : 0)} answers a day`}
    />
  );
}

function Told({ label, value, detail }: { label: string; value: string; detail: string }) {
  return (
    <Stat name={label}>
      <span className="tabular-nums">{value}</span>
      <span className="block font-normal text-ink-faint text-xs tabular-nums">{detail}</span>
    </Stat>
  );
}
