"use client";

import { useQuery } from "@tanstack/react-query";
import { dataKeys } from "@/lib/client/data-keys";
import { useMeasureCorpus } from "@/lib/client/mutations/statistics-mutations";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { Measured } from "@/lib/domain/statistics/measured";
import type { Snapshot, SnapshotFacts } from "@/lib/domain/training/snapshot";
import { useMayAs } from "../data-set/use-may-as";
import { JobsAbout } from "../job/jobs-about";
import { QueryError } from "../layout/query-error";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { BehaviourPanel } from "./behaviour-panel";
import { CorpusTable } from "./corpus-table";
import { DetectorsPanel } from "./detectors-panel";
import { DialogueFactsPanel } from "./dialogue-facts-panel";
import { GrowthPanel } from "./growth-panel";
import { LikenessPanel } from "./likeness-panel";
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
  const keeps = useMayAs("keeper", useQuery(dataSetQueries.one(dataSetId)).data);
  const measure = useMeasureCorpus(of);
  if (error) return <QueryError what="the figures of the whole" error={error} onRetry={refetch} />;
  if (!data) return <SkeletonRows label="Reading the figures of the whole" />;
  const { counted, rows } = data;
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
        <>
          <DialogueFactsPanel facts={counted.facts} dialogues={counted.own.dialogues} frozen={frozen} />
          <CorpusTable rows={rows} hasPeople={counted.people !== null} />
          <GrowthPanel
            own={counted.own.growth}
            people={counted.people?.growth ?? null}
            href={hrefOf(of)}
            name={of.kind === "snapshot" ? "This snapshot" : "This data set"}
            peopleId={counted.peopleId}
          />
          {counted.behaviour && <BehaviourPanel behaviour={counted.behaviour} />}
          {counted.likeness && <LikenessPanel likeness={counted.likeness} href={hrefOf(of)} />}
          {counted.likeness && <DetectorsPanel of={of} detectors={counted.detectors} keeps={keeps} />}
          <p className="text-ink-faint text-xs">
            Measured <RelativeTime at={counted.at} /> on {formatNumber(counted.own.drawn)} of{" "}
            {formatNumber(counted.own.dialogues)} dialogues
            {counted.people &&
              ` and ${formatNumber(counted.people.drawn)} of ${formatNumber(counted.people.dialogues)} of people`}
            , drawn by the seed {counted.seed}. Intervals are 95 %, by leaving out a twentieth of the dialogues after
            another: a dialogue that was drawn twice would count as repetition. There is none for fewer than twelve.
            Topics by {counted.vectoriser}
            {counted.courseBounds &&
              `: a question goes on from a cosine of ${counted.courseBounds.continues.toFixed(2)} with the one before, and shifts up to ${counted.courseBounds.shifts.toFixed(2)}`}
            ; a comparison under Missing tells them by an endpoint's vectors.
          </p>
        </>
      )}
      {of.kind === "snapshot" && <ScoresPanel snapshotId={of.id} peopleId={people?.id} keeps={keeps} />}
    </section>
  );
}

function hrefOf({ kind, id }: Measured): string {
  return kind === "snapshot" ? dataHrefs.snapshot(id) : dataHrefs.dataSet(id);
}
