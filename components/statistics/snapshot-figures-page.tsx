"use client";

import { useQuery } from "@tanstack/react-query";
import { dataKeys } from "@/lib/client/data-keys";
import { useMeasureSnapshot } from "@/lib/client/mutations/data-set-mutations";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";
import type { Snapshot } from "@/lib/domain/training/snapshot";
import { useMayAs } from "../data-set/use-may-as";
import { JobsAbout } from "../job/jobs-about";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { lazyPart } from "../ui/lazy-part";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { FiguresTable } from "./figures-table";
import { PeopleChoice } from "./people-choice";
import { statisticsMoment } from "./statistics-moment";
import { useDialoguesOf } from "./use-dialogues-of";

const Distributions = lazyPart(statisticsMoment, ({ statisticsParts }) => statisticsParts.Distributions);
const CorpusSection = lazyPart(statisticsMoment, ({ statisticsParts }) => statisticsParts.CorpusSection);

type SnapshotFiguresPageProps = { snapshotId: string; people?: string };

/** What is measured of a snapshot, beside one of real people where one is chosen. */
export function SnapshotFiguresPage({ snapshotId, people }: SnapshotFiguresPageProps) {
  const [snapshot, all] = [useQuery(snapshotQueries.one(snapshotId)), useQuery(snapshotQueries.whole())];
  const figures = useQuery(snapshotQueries.figures(snapshotId, people));
  useNewsAbout(snapshotId, dataKeys.snapshots.figures(snapshotId));
  const against = figures.data?.people?.snapshotId;
  useNewsAbout(against ?? snapshotId, dataKeys.snapshots.figures(snapshotId));
  const dataSet = useQuery({
    ...dataSetQueries.one(snapshot.data?.dataSetId ?? ""),
    enabled: snapshot.data !== undefined,
  }).data;
  const theirs = useDialoguesOf(against);
  const failed = [snapshot, all, figures].find(({ isError }) => isError);
  if (failed?.error) return <QueryError what="the figures" error={failed.error} onRetry={failed.refetch} />;
  if (!snapshot.data || !all.data || !figures.data) return <SkeletonRows label="Reading the figures" />;
  const { dataSetName, number } = snapshot.data;
  const { counted, rows } = figures.data;
  const reference = all.data.find(({ id }) => id === against);
  return (
    <Page
      title="Figures"
      lead={
        <>
          What is measured of{" "}
          <Link href={dataHrefs.snapshot(snapshotId)} className="text-accent underline">
            <bdi>{`${dataSetName}, No. ${number}`}</bdi>
          </Link>
          : by the measures of the paper and of the field, each with its definition and source.
        </>
      }
    >
      <div className="space-y-6">
        <PeopleChoice
          people={people}
          hrefOf={(named) => dataHrefs.snapshotFigures(snapshotId, named)}
          own={snapshotId}
        />
        <Unmeasured snapshot={snapshot.data} isCounted={counted !== null} />
        {reference && reference.id !== snapshotId && counted && (
          <Unmeasured snapshot={reference} isCounted={figures.data.people?.isCounted === true} />
        )}
        {counted && dataSet && (
          <Distributions
            figures={figures.data}
            dialogues={dialoguesOf(dataSet)}
            fileName={`${dataSetName}-${number}`}
          />
        )}
        {counted && (
          <>
            <FiguresTable
              rows={rows}
              hasPeople={figures.data.people?.isCounted === true}
              dialogues={dataSet ? dialoguesOf(dataSet) : null}
              peopleDialogues={theirs}
            />
            <p className="text-ink-faint text-xs">
              Measured <RelativeTime at={counted.at} />, tokens by {counted.tokenizer}. Intervals are 95 %, by dialogue:
              questions of one dialogue are alike. There is none for fewer than six. Distances are told in standard
              deviations of people's single values. A mean opens the dialogues of the data set that have a value now, as
              they were measured last; what has none lies in no bin, so nothing opens it.
            </p>
          </>
        )}
        <CorpusSection
          of={{ kind: "snapshot", id: snapshotId }}
          dataSetId={snapshot.data.dataSetId}
          frozen={snapshot.data.facts}
          people={reference?.id === snapshotId ? undefined : reference}
        />
      </div>
    </Page>
  );
}

type UnmeasuredProps = { snapshot: Pick<Snapshot, "id" | "dataSetId" | "dataSetName" | "number">; isCounted: boolean };

/** Where a snapshot has no figures yet: who may asks for them here, and sees how far the worker is. */
function Unmeasured({ snapshot: { id, dataSetId, dataSetName, number }, isCounted }: UnmeasuredProps) {
  const keeps = useMayAs("keeper", useQuery(dataSetQueries.one(dataSetId)).data);
  const measure = useMeasureSnapshot();
  if (isCounted) return null;
  return (
    <>
      <JobsAbout subject={id} kind="snapshot_figures" />
      <EmptyState
        title={`${dataSetName}, No. ${number} is not measured yet`}
        action={
          keeps && (
            <Button variant="primary" pending={measure.isPending} onClick={() => measure.mutate(id)}>
              Measure it
            </Button>
          )
        }
      >
        {keeps
          ? "A worker reads its dialogues once; the figures are kept, and nothing of it changes."
          : "Who keeps its data set can have it measured."}
      </EmptyState>
      {measure.error && <p className="text-danger text-sm">{measure.error.message}</p>}
    </>
  );
}
