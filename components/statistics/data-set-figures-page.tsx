"use client";

import { useQuery } from "@tanstack/react-query";
import { dataKeys } from "@/lib/client/data-keys";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { useFollowedFigures } from "@/lib/client/use-followed-figures";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";
import { JobsAbout } from "../job/jobs-about";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { FiguresTable } from "./figures-table";
import { PeopleChoice } from "./people-choice";
import { statisticsMoment } from "./statistics-moment";
import { useDialoguesOf } from "./use-dialogues-of";

const Distributions = lazyPart(statisticsMoment, ({ statisticsParts }) => statisticsParts.Distributions);
const CorpusSection = lazyPart(statisticsMoment, ({ statisticsParts }) => statisticsParts.CorpusSection);

/** What is measured of a data set as it stands: it follows what is decided and written while somebody looks. */
export function DataSetFiguresPage({ dataSetId, people }: { dataSetId: string; people?: string }) {
  useFollowedFigures({ dataSetIds: [dataSetId], queryKey: dataKeys.statistics.dataSet(dataSetId), everyMs: 1_000 });
  const [dataSet, figures] = [
    useQuery(dataSetQueries.one(dataSetId)),
    useQuery({ ...statisticsQueries.dataSet(dataSetId, people), placeholderData: (before) => before }),
  ];
  const snapshots = useQuery(snapshotQueries.whole());
  const theirs = useDialoguesOf(figures.data?.people?.snapshotId);
  const failed = [dataSet, figures].find(({ isError }) => isError);
  if (failed?.error) return <QueryError what="the figures" error={failed.error} onRetry={failed.refetch} />;
  if (!dataSet.data || !figures.data) return <SkeletonRows label="Reading the figures" />;
  const { counted, rows, people: against } = figures.data;
  const reference = snapshots.data?.find(({ id }) => id === against?.snapshotId);
  return (
    <Page
      title={`Figures of ${dataSet.data.name}`}
      lead={
        <>
          What is measured of{" "}
          <Link href={dataHrefs.dataSet(dataSetId)} className="text-accent underline">
            the data set
          </Link>{" "}
          as it stands. It follows what is decided and written while you look.
        </>
      }
      actions={
        <Button asChild>
          <Link href={statisticsHrefs.overTime(dataSetId)}>Over time</Link>
        </Button>
      }
    >
      <div className="space-y-6">
        <PeopleChoice people={people} hrefOf={(named) => statisticsHrefs.dataSet(dataSetId, named)} />
        {!counted && (
          <>
            <JobsAbout subject={dataSetId} kind="data_set_figures" />
            <EmptyState title="It is being measured">
              A worker reads its dialogues once; from then on only what changes is counted.
            </EmptyState>
          </>
        )}
        {counted?.dialogues === 0 && (
          <EmptyState title="Nothing to measure">
            None of its dialogues can be trained on as it stands, or it has none. Figures come with the first one.
          </EmptyState>
        )}
        {counted && counted.dialogues > 0 && (
          <>
            <p className="text-ink-soft text-sm">
              {formatNumber(counted.dialogues)} {counted.dialogues === 1 ? "dialogue" : "dialogues"}, as training would
              be given them.
            </p>
            <Distributions figures={figures.data} dialogues={dialoguesOf(dataSet.data)} fileName={dataSet.data.name} />
            <FiguresTable
              rows={rows}
              hasPeople={against?.isCounted === true}
              dialogues={dialoguesOf(dataSet.data)}
              peopleDialogues={theirs}
            />
            <p className="text-ink-faint text-xs">
              Last changed <RelativeTime at={counted.at} />, tokens by {counted.tokenizer}. Intervals are 95 %, by
              dialogue: questions of one dialogue are alike. There is none for fewer than six. Distances are told in
              standard deviations of people's single values. A mean opens the dialogues of the data set that have a
              value now, as they were measured last; what has none lies in no bin, so nothing opens it.
            </p>
            <CorpusSection of={{ kind: "data_set", id: dataSetId }} dataSetId={dataSetId} people={reference} />
          </>
        )}
      </div>
    </Page>
  );
}
