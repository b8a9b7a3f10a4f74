import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callData } from "../call-data";
import { dataKeys } from "../data-keys";
import { pageByPage } from "../pages";

export const statisticsQueries = {
  performance: (score: string) =>
    queryOptions({
      queryKey: dataKeys.statistics.performance(score),
      queryFn: ({ signal }) => callData("getPerformance", { query: { score }, signal }),
      placeholderData: keepPreviousData,
    }),
  sideBySide: (wanted: { sets: string; dataSets: string; published: string }) =>
    queryOptions({
      queryKey: dataKeys.statistics.sideBySide(wanted),
      queryFn: ({ signal }) => callData("getSideBySide", { query: wanted, signal }),
      placeholderData: keepPreviousData,
    }),
  reference: () =>
    queryOptions({
      queryKey: dataKeys.statistics.reference,
      queryFn: ({ signal }) => callData("getHumanReference", { signal }),
    }),
  corpus: (snapshotId: string) =>
    queryOptions({
      queryKey: dataKeys.statistics.corpus(snapshotId),
      queryFn: ({ signal }) => callData("getCorpusFigures", { params: { snapshotId }, signal }),
    }),
  scores: (snapshotId: string, people?: string) =>
    queryOptions({
      queryKey: dataKeys.statistics.scores(snapshotId, people),
      queryFn: ({ signal }) => callData("listDialogueScores", { params: { snapshotId }, query: { people }, signal }),
    }),
  /** What it would take to have dialogues scored. */
  scorePreview: (snapshotId: string, order: { modelId: string; dialogues: number; people?: string }) =>
    queryOptions({
      queryKey: dataKeys.statistics.scorePreview(snapshotId, order),
      queryFn: ({ signal }) => callData("previewDialogueScores", { params: { snapshotId }, query: order, signal }),
    }),
  /** Of a data set as it stands. */
  dataSet: (dataSetId: string, people?: string) =>
    queryOptions({
      queryKey: dataKeys.statistics.dataSet(dataSetId, people),
      queryFn: ({ signal }) => callData("getDataSetFigures", { params: { dataSetId }, query: { people }, signal }),
    }),
  overTime: (dataSetId: string) =>
    queryOptions({
      queryKey: dataKeys.statistics.overTime(dataSetId),
      queryFn: ({ signal }) => callData("getFiguresOverTime", { params: { dataSetId }, signal }),
    }),
  headlines: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: dataKeys.statistics.headlines,
      queryFn: ({ signal, pageParam }) => callData("listHeadlines", { query: { cursor: pageParam }, signal }),
    }),
};
