import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { call } from "../call";
import { pageByPage, readToEnd } from "../pages";
import { queryKeys } from "../query-keys";

export const judgeQueries = {
  promptSets: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: queryKeys.judging.promptSets,
      queryFn: ({ signal, pageParam }) => call("listPromptSets", { query: { cursor: pageParam }, signal }),
    }),
  /** To choose from. */
  allPromptSets: () =>
    queryOptions({
      queryKey: queryKeys.judging.allPromptSets,
      queryFn: ({ signal }) => readToEnd((page) => call("listPromptSets", { query: page, signal })),
    }),
  judgeRuns: (evaluationId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: queryKeys.judging.judgeRuns(evaluationId),
      queryFn: ({ signal, pageParam }) =>
        call("listJudgeRuns", { params: { evaluationId }, query: { cursor: pageParam }, signal }),
    }),
  imports: (evaluationId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: [...queryKeys.judging.evaluation(evaluationId), "imports"],
      queryFn: ({ signal, pageParam }) =>
        call("listJudgingImports", { params: { evaluationId }, query: { cursor: pageParam }, signal }),
    }),
  rulings: (evaluationId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: [...queryKeys.judging.evaluation(evaluationId), "rulings"],
      queryFn: ({ signal, pageParam }) =>
        call("listRulings", { params: { evaluationId }, query: { cursor: pageParam }, signal }),
    }),
  /** What a pass would take; nothing is called for it. */
  preview: (evaluationId: string, body: InputOf<"previewJudgeRun">["body"]) =>
    queryOptions({
      queryKey: queryKeys.judging.preview(evaluationId, body),
      queryFn: ({ signal }) => call("previewJudgeRun", { params: { evaluationId }, body, signal }),
      enabled: body.modelId !== "" && body.promptSetId !== "",
    }),
};
