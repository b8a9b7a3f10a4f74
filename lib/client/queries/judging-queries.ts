import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { call } from "../call";
import { pageByPage, readToEnd } from "../pages";
import { queryKeys } from "../query-keys";

/** How results are looked at, as it stands in the URL. */
export type ResultsQuery = NonNullable<InputOf<"getEvaluationResults">["query"]>;
export type ComparisonFilter = Omit<NonNullable<InputOf<"listComparisons">["query"]>, "cursor" | "limit">;

export const judgingQueries = {
  benchmarks: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: queryKeys.judging.benchmarks,
      queryFn: ({ signal, pageParam }) => call("listBenchmarks", { query: { cursor: pageParam }, signal }),
    }),
  /** To choose from. */
  allBenchmarks: () =>
    queryOptions({
      queryKey: queryKeys.judging.allBenchmarks,
      queryFn: ({ signal }) => readToEnd((page) => call("listBenchmarks", { query: page, signal })),
    }),
  benchmark: (benchmarkId: string) =>
    queryOptions({
      queryKey: queryKeys.judging.benchmark(benchmarkId),
      queryFn: ({ signal }) => call("getBenchmark", { params: { benchmarkId }, signal }),
    }),
  evaluations: () =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: queryKeys.judging.evaluations,
      queryFn: ({ signal, pageParam }) => call("listEvaluations", { query: { cursor: pageParam }, signal }),
    }),
  /** All in which votes are taken now, or may be again: they are ordered by what waits, and counted. */
  evaluationsOf: (status: "open" | "paused") =>
    queryOptions({
      queryKey: queryKeys.judging.evaluationsOf(status),
      queryFn: ({ signal }) => readToEnd((page) => call("listEvaluations", { query: { status, ...page }, signal })),
    }),
  evaluation: (evaluationId: string) =>
    queryOptions({
      queryKey: queryKeys.judging.evaluation(evaluationId),
      queryFn: ({ signal }) => call("getEvaluation", { params: { evaluationId }, signal }),
    }),
  items: (evaluationId: string) =>
    infiniteQueryOptions({
      ...pageByPage,
      queryKey: [...queryKeys.judging.evaluation(evaluationId), "items"],
      queryFn: ({ signal, pageParam }) =>
        call("listEvaluationItems", { params: { evaluationId }, query: { cursor: pageParam }, signal }),
    }),
  /** What one more candidate would take; nothing is changed for it. */
  newcomer: (evaluationId: string, body: InputOf<"previewCandidate">["body"]) =>
    queryOptions({
      queryKey: [...queryKeys.judging.evaluation(evaluationId), "newcomer", body],
      queryFn: ({ signal }) => call("previewCandidate", { params: { evaluationId }, body, signal }),
      retry: false,
    }),
  results: (evaluationId: string, query: ResultsQuery) =>
    queryOptions({
      queryKey: queryKeys.judging.results(evaluationId, query),
      queryFn: ({ signal }) => call("getEvaluationResults", { params: { evaluationId }, query, signal }),
    }),
  styled: (evaluationId: string, { ties: _ties, intervals: _intervals, ...query }: ResultsQuery) =>
    queryOptions({
      queryKey: queryKeys.judging.styled(evaluationId, query),
      queryFn: ({ signal }) => call("getStyledRatings", { params: { evaluationId }, query, signal }),
    }),
  openNames: (evaluationId: string) =>
    queryOptions({
      queryKey: queryKeys.judging.openNames(evaluationId),
      queryFn: ({ signal }) => call("getOpenNames", { params: { evaluationId }, signal }),
    }),
  comparisons: (evaluationId: string, filter: ComparisonFilter) =>
    infiniteQueryOptions({
      queryKey: queryKeys.judging.comparisons(evaluationId, filter),
      queryFn: ({ signal, pageParam }) =>
        call("listComparisons", { params: { evaluationId }, query: { ...filter, cursor: pageParam }, signal }),
      ...pageByPage,
    }),
  comparison: (comparisonId: string) =>
    queryOptions({
      queryKey: queryKeys.judging.comparison(comparisonId),
      queryFn: ({ signal }) => call("getComparison", { params: { comparisonId }, signal }),
    }),
  /** What raters are told: nothing that names a candidate. */
  instructions: (evaluationId: string) =>
    queryOptions({
      queryKey: queryKeys.judging.instructions(evaluationId),
      queryFn: ({ signal }) => call("getRatingInstructions", { params: { evaluationId }, signal }),
    }),
  ballots: (evaluationId: string) =>
    queryOptions({
      queryKey: queryKeys.judging.ballots(evaluationId),
      queryFn: ({ signal }) => call("listBallots", { params: { evaluationId }, query: { limit: 50 }, signal }),
      select: (page) => page.items,
    }),
  reference: (ballotId: string) =>
    queryOptions({
      queryKey: queryKeys.judging.reference(ballotId),
      queryFn: ({ signal }) => call("getReference", { params: { ballotId }, signal }),
      select: (answer) => answer.reference,
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
