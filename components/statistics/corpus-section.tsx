"use client";

import { useQuery } from "@tanstack/react-query";
import { dataKeys } from "@/lib/client/data-keys";
import { useMeasureCorpus } from "@/lib/client/mutations/statistics-mutations";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import type { Measured } from "@/lib/domain/statistics/measured";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";
import type { Snapshot, SnapshotFacts } from "@/lib/domain/training/snapshot";
import { useMayAs } from "../data-set/use-may-as";
import { JobsAbout } from "../job/jobs-about";
import { QueryError } from "../layout/query-error";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { MeasuredCorpus } from "./measured-corpus";
import { ScoresPanel } from "./scores-panel";

type Named = Pick<Snapshot, "id" | "dataSetName" | "number">;

type CorpusSectionProps = {
  of: Measured;
  dataSetId: string;
  /** What a snapshot pinned of its moment; a data set has it measured with the rest. */
  frozen?: SnapshotFacts;
  people?: Named;
};

/** What is measured of a snapshot or a data set as a whole, beside the real people that are chosen. */
export function CorpusSection({ of, dataSetId, frozen, people }: CorpusSectionProps) {
  const { data, error, refetch } = useQuery(statisticsQueries.corpus(of));
  useNewsAbout(of.id, dataKeys.statistics.corpus(of.id));
  const dataSet = useQuery(dataSetQueries.one(dataSetId)).data;
  const keeps = useMayAs("keeper", dataSet);
  const measure = useMeasureCorpus(of);
  if (error) return <QueryError what="the figures of the whole" error={error} onRetry={refetch} />;
  if (!data) return <SkeletonRows label="Reading the figures of the whole" />;
  const { counted, rows } = data;
  const own = dataSet ? dialoguesOf(dataSet) : null;
  const ask = keeps && (
    <Button
      variant={counted ? "secondary" : "primary"}
      pending={measure.isPending}
      onClick={() => measure.mutate(people?.id ?? null)}
    >
      {people ? `Measure beside ${people.dataSetName}, No. ${people.number}` : "Measure as a whole"}
    </Button>
  );
  const isOfOthers = counted !== null && (people?.id ?? null) !== counted.peopleId;
  return (
    <section aria-labelledby="as-a-whole" className="space-y-5">
      <h2 id="as-a-whole" className="font-semibold text-lg">
        As a whole
      </h2>
      <JobsAbout subject={of.id} kind="corpus_figures" />
      {measure.error && <p className="text-danger text-sm">{measure.error.message}</p>}
      {!counted && (
        <EmptyState title="Not measured as a whole yet" action={ask}>
          How its openings differ, how its words come again, who and what is behind its dialogues
          {people ? "; how near its users behave to people, and whether a classifier can tell them apart." : "."}
          {!people && " Beside real people it would tell how near its users are to them, too."}
        </EmptyState>
      )}
      {counted && (isOfOthers || counted.isStale) && (
        <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-sm">
          <span>
            {counted.isStale && (
              <>
                The data set has changed since this was measured <RelativeTime at={counted.at} />.{" "}
              </>
            )}
            {isOfOthers &&
              (counted.peopleId === null
                ? "This was measured without real people beside it."
                : "This was measured beside other people than are chosen now.")}
          </span>
          {ask}
        </div>
      )}
      {counted && (
        <MeasuredCorpus of={of} counted={counted} rows={rows} frozen={frozen} dialogues={own} keeps={keeps} />
      )}
      <ScoresPanel of={of} peopleId={people?.id} keeps={keeps} dialogues={own} />
    </section>
  );
}
