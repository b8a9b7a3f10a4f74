"use client";

import { useQuery } from "@tanstack/react-query";
import { judgingQueries, type ResultsQuery } from "@/lib/client/queries/judging-queries";
import { useResultsNews } from "@/lib/client/use-count-news";
import { QueryError } from "../layout/query-error";
import { useUrlState } from "../table/use-url-state";
import { lazyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { resultsMoment } from "./evaluation-moments";
import { ResultsBar } from "./results-bar";

// Charts and tables come once there is something to draw.
const ResultsBody = lazyPart(resultsMoment, ({ resultsParts }) => resultsParts.ResultsBody);

/** What came of an evaluation so far, from the votes that the URL names. */
export function EvaluationResults({ evaluationId }: { evaluationId: string }) {
  const [params, change] = useUrlState();
  const query = queryOf(params);
  const {
    data: results,
    error,
    refetch,
  } = useQuery({
    ...judgingQueries.results(evaluationId, query),
    placeholderData: (before) => before,
  });
  useResultsNews(evaluationId);
  if (error && !results) return <QueryError what="the results" error={error} onRetry={refetch} />;
  if (!results) return <SkeletonRows rows={8} label="Working out the results" />;
  return (
    <div className="space-y-5">
      {!results.isCurrent && (
        <p role="status" className="text-ink-soft text-sm">
          What these figures rest on has changed since. Newer ones are being worked out and will stand here by
          themselves.
        </p>
      )}
      <ResultsBar evaluationId={evaluationId} results={results} query={query} change={change} />
      <ResultsBody evaluationId={evaluationId} results={results} query={query} />
    </div>
  );
}

const conventions = ["half_win", "davidson", "rao_kupper"] as const;

function queryOf(params: URLSearchParams): ResultsQuery {
  const ties = conventions.find((one) => one === params.get("ties"));
  const turn = Number(params.get("turn"));
  return {
    source: params.get("source") ?? "auto",
    ...(ties && { ties }),
    ...(params.get("intervals") === "bootstrap" && { intervals: "bootstrap" }),
    ...(params.get("category") && { category: params.get("category") ?? "" }),
    ...(turn > 0 && { turn }),
    ...(params.get("criterion") && { criterion: params.get("criterion") ?? "" }),
  };
}
