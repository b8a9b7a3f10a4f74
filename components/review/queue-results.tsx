"use client";

import { useQuery } from "@tanstack/react-query";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import type { QueueResults as Results } from "@/lib/contract/endpoints/results";
import { QueryError } from "../layout/query-error";
import { useMay, useViewer } from "../layout/viewer-context";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { AgreementTable, PeopleTables } from "./agreement-table";
import { ItemList } from "./item-list";
import { SliceTables } from "./slice-table";

/** What came of a queue so far: how far it is, what is to be settled, how well people agree. */
export function QueueResults({ queueId }: { queueId: string }) {
  const queue = useQuery(reviewQueries.queue(queueId));
  const results = useQuery(reviewQueries.results(queueId));
  const leads = useMay("queue.manage");
  const viewer = useViewer();
  if (queue.isError) return <QueryError what="the queue" error={queue.error} onRetry={queue.refetch} />;
  if (queue.isPending) return <SkeletonRows rows={8} label="Reading the queue" />;
  const { progress, spec } = queue.data.queue;
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
      {(leads || spec.reviewers.includes(viewer.id)) && <ItemList queueId={queueId} />}
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
