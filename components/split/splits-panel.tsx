"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { dataKeys } from "@/lib/client/data-keys";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { splitQueries } from "@/lib/client/queries/split-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import type { Snapshot } from "@/lib/domain/training/snapshot";
import type { Split } from "@/lib/domain/training/split";
import { dataSetMoment } from "../data-set/data-set-moment";
import { useMayAs } from "../data-set/use-may-as";
import { JobsAbout } from "../job/jobs-about";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { Button } from "../ui/button";
import { lazyPart } from "../ui/lazy-part";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { LeakLines } from "./leak-lines";
import { SplitFactsTable } from "./split-facts-table";
import { kindWords } from "./split-words";

const NewSplit = lazyPart(dataSetMoment, ({ dataSetForms }) => dataSetForms.NewSplit);

/** The splits that a snapshot takes part in, and whether they leak. */
export function SplitsPanel({ snapshot }: { snapshot: Pick<Snapshot, "id" | "dataSetId"> }) {
  const { id: snapshotId, dataSetId } = snapshot;
  const keeps = useMayAs("keeper", useQuery(dataSetQueries.one(dataSetId)).data);
  const splits = useInfiniteQuery(splitQueries.ofSnapshot(snapshotId));
  const [isOpen, setOpen] = useState(false);
  useNewsAbout(snapshotId, dataKeys.splits.all);
  if (splits.isPending) return <SkeletonRows label="Reading the splits" />;
  if (splits.isError) return <QueryError what="the splits" error={splits.error} onRetry={splits.refetch} />;
  const items = splits.data.pages.flatMap((page) => page.items);
  return (
    <Panel
      title="Splits"
      description="Whole clusters of dialogues stand in train, validation or test, never single rows of them. One split serves both sides, the assistant and the simulator."
      aside={keeps && !isOpen && <Button onClick={() => setOpen(true)}>New split</Button>}
    >
      <div className="space-y-6">
        {isOpen && <NewSplit snapshotId={snapshotId} onClose={() => setOpen(false)} />}
        <JobsAbout subject={snapshotId} kind="split" />
        {items.length === 0 && !isOpen && (
          <p className="text-ink-soft text-sm">None yet: all of it is there to be trained on.</p>
        )}
        {items.map((split) => (
          <StoredSplit key={split.id} split={split} />
        ))}
        {items.length > 0 && <LoadMore list={splits} shown={items.length} noun="split" />}
      </div>
    </Panel>
  );
}

function StoredSplit({ split }: { split: Split }) {
  const { id, name, seed, together, topics, earlier, snapshots, facts, createdBy, createdAt } = split;
  const check = useQuery(splitQueries.check(id));
  const kept = together.filter((kind) => kind !== "topic" || topics.length > 0);
  return (
    <section aria-label={`Split ${name}`} className="space-y-3 border-line not-first:border-t not-first:pt-6">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 text-ink-soft text-sm">
          <h3 className="wrap-anywhere font-semibold text-ink">{name}</h3>
          <p>
            Seed {seed} · made by <bdi>{createdBy.name}</bdi> <RelativeTime at={createdAt} />
            {earlier && (
              <>
                {" "}
                · follows <bdi>{earlier.name}</bdi>
              </>
            )}
          </p>
          <p>
            {kept.length === 0
              ? "Nothing stays together: each dialogue was drawn by itself"
              : `Together: ${kept.map((kind) => kindWords[kind].label.toLowerCase()).join(", ")}`}
            {topics.length > 0 && ` (${topics.join(", ")})`}
          </p>
          {snapshots.length > 1 && (
            <p>Of {snapshots.map(({ dataSetName, number }) => `${dataSetName} ${number}`).join(", ")}</p>
          )}
        </div>
        <Button size="sm" pending={check.isFetching} onClick={() => void check.refetch()}>
          Check again
        </Button>
      </header>
      <SplitFactsTable facts={facts} spec={split} caption={`Parts of ${name}`} />
      {check.error && <p className="text-danger text-sm">{check.error.message}</p>}
      {check.data && (
        <div role="status" className="rounded-md bg-sunken p-3">
          <p className="mb-1 text-ink-faint text-xs">By what is known now</p>
          <LeakLines {...check.data} together={together} />
        </div>
      )}
    </section>
  );
}
