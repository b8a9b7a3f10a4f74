import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Measured } from "@/lib/domain/statistics/measured";
import { callStatistics } from "../call-statistics";
import { dataKeys } from "../data-keys";
import { pageByPage } from "../pages";

export const statisticsQueries = {
  performance: (score: string) =>
    queryOptions({
      queryKey: dataKeys.statistics.performance(score),
      queryFn: ({ signal }) => callStatistics("getPerformance", { query: { score }, signal }),
      placeholderData: keepPreviousData,
    }),
  sideBySide: (wanted: { sets: string; dataSets: string; published: string }) =>
    queryOptions({
      queryKey: dataKeys.statistics.sideBySide(wanted),
      queryFn: ({ signal }) => callStatistics("getSideBySide", { query: wanted, signal }),
      placeholderData: keepPreviousData,
    }),
  reference: () =>
    queryOptions({
      queryKey: dataKeys.statistics.reference,
      queryFn: ({ signal }) => callStatistics("getHumanReference", { signal }),
    }),
  /** What was measured of it as a whole. */
  corpus: ({ kind, id }: Measured) =>
    queryOptions({
      queryKey: dataKeys.statistics.corpus(id),
      queryFn: ({ signal }) =>
        kind === "snapshot"
          ? callStatistics("getCorpusFigures", { params: { snapshotId: id }, signal })
          : callStatistics("getDataSetCorpus", { params: { dataSetId: id }, signal }),
    }),
  /** What it would come to, to ask a detector who wrote what was measured. */
  detector: ({ kind, id }: Measured, modelId: string) =>
    queryOptions({
      queryKey: [...dataKeys.statistics.corpus(id), "detector", modelId],
      queryFn: ({ signal }) =>
        callStatistics("estimateDetector", {
          query: { [kind === "snapshot" ? "snapshotId" : "dataSetId"]: id, modelId },
          signal,
        }),
    }),
  scores: ({ kind, id }: Measured, people?: string) =>
    queryOptions({
      queryKey: dataKeys.statistics.scores(id, people),
      queryFn: ({ signal }) =>
        kind === "snapshot"
          ? callStatistics("listDialogueScores", { params: { snapshotId: id }, query: { people }, signal })
          : callStatistics("listDataSetScores", { params: { dataSetId: id }, query: { people }, signal }),
    }),
  /** What it would take to have dialogues scored. */
  scorePreview: ({ kind, id }: Measured, order: { modelId: string; dialogues: number; people?: string }) =>
    queryOptions({
      queryKey: dataKeys.statistics.scorePreview(id, order),
      queryFn: ({ signal }) =>
        kind === "snapshot"
          ? callStatistics("previewDialogueScores", { params: { snapshotId: id }, query: order, signal })
          : callStatistics("previewDataSetScores", { params: { dataSetId: id }, query: order, signal }),
    }),
  /** Of a data set as it stands. */
  dataSet: (dataSetId: string, people?: string) =>
    queryOptions({
      queryKey: dataKeys.statistics.dataSet(dataSetId, people),
      queryFn: ({ signal }) =>
        callStatistics("getDataSetFigures", { params: { dataSetId }, query: { people }, signal }),
    }),
  overTime: (dataSetId: string) =>
    queryOptions({
      queryKey: dataKeys.statistics.overTime(dataSetId),
      queryFn: ({ signal }) => callStatistics("getFiguresOverTime", { params: { dataSetId }, signal }),
    }),
  headlines: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.statistics.headlines,
      queryFn: ({ signal, pageParam }) => callStatistics("listHeadlines", { query: { cursor: pageParam }, signal }),
    }),
};
