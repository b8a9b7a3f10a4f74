"use client";

import type { ResultsQuery } from "@/lib/client/queries/judging-queries";
import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { Select } from "../ui/select";
import { resultsMoment } from "./evaluation-moments";

// A popover carries a positioning library; it comes right after the page, in the room kept for it.
const EvaluationFiles = lazyPart(
  resultsMoment,
  ({ resultsParts }) => resultsParts.EvaluationFiles,
  <span className="h-7 w-20" />,
);

type ResultsBarProps = {
  evaluationId: string;
  results: EvaluationResults;
  query: ResultsQuery;
  change: (patch: Record<string, string | null>) => void;
};

/** Whose votes, on what, by which convention; and what they are in number. */
export function ResultsBar({ evaluationId, results, query, change }: ResultsBarProps) {
  const { sources, kind, categories } = results;
  return (
    <section aria-label="What the figures rest on" className="space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label="Whose votes"
          className="w-56"
          value={results.source}
          onChange={(event) => change({ source: event.target.value })}
        >
          {sources.map(({ id, name, votes, mode }) => (
            <option key={id} value={id}>
              {name}
              {mode !== "people" && (mode === "pair" ? ", pairs" : ", scores")} ({formatNumber(votes)})
            </option>
          ))}
        </Select>
        {kind !== "turing" && <PartSelect results={results} query={query} change={change} />}
        {(categories.length > 1 || query.category) && (
          <Select
            aria-label="Category"
            className="w-44"
            value={query.category ?? ""}
            onChange={(event) => change({ category: event.target.value || null })}
          >
            <option value="">All categories</option>
            {[
              ...new Set([...categories.map(({ category }) => category), ...(query.category ? [query.category] : [])]),
            ].map((category) => (
              <option key={category} value={category}>
                {category || "without a category"}
              </option>
            ))}
          </Select>
        )}
        {kind !== "turing" && (
          <Select
            aria-label="Ties in ratings"
            className="w-48"
            value={query.ties ?? ""}
            onChange={(event) => change({ ties: event.target.value || null })}
          >
            <option value="">Ties as set up</option>
            <option value="half_win">Half a win for each</option>
            <option value="davidson">Davidson</option>
            <option value="rao_kupper">Rao and Kupper</option>
          </Select>
        )}
        {kind !== "turing" && (
          <Select
            aria-label="Intervals of ratings"
            className="w-44"
            value={query.intervals ?? ""}
            onChange={(event) => change({ intervals: event.target.value || null })}
          >
            <option value="">Intervals by formula</option>
            <option value="bootstrap">By resampling</option>
          </Select>
        )}
        <Button asChild size="sm" className="ml-auto">
          <Link href={hrefs.comparisons(evaluationId)}>All comparisons</Link>
        </Button>
        <EvaluationFiles evaluationId={evaluationId} results={results} shown={query} />
        <Button asChild size="sm" variant="quiet">
          <Link href={hrefs.evaluation(evaluationId)}>Set-up</Link>
        </Button>
      </div>
      <Counted evaluationId={evaluationId} results={results} />
    </section>
  );
}

/** What the figures rest on, in number, and what was left out. */
function Counted({ evaluationId, results }: Pick<ResultsBarProps, "evaluationId" | "results">) {
  const { n, leftOut } = results;
  const told = [
    `${formatNumber(n.votes)} ${n.votes === 1 ? "vote" : "votes"}`,
    `${formatNumber(n.items)} ${n.items === 1 ? "item" : "items"}`,
    `${formatNumber(n.raters)} ${n.raters === 1 ? "rater" : "raters"}`,
  ];
  return (
    <p className="text-ink-soft text-sm tabular-nums">
      {told.join(", ")}.
      {leftOut.length > 0 && (
        <span className="text-ink-faint">
          {" "}
          Left out: {leftOut.map(({ reason, count }) => `${formatNumber(count)} ${reason}`).join("; ")}.{" "}
          {leftOut.some(({ isByChoice }) => isByChoice) && (
            <Link href={hrefs.evaluation(evaluationId)} className="text-accent hover:underline">
              Who decided, and when
            </Link>
          )}
        </span>
      )}
    </p>
  );
}

/** On the whole, or of which round or criterion: as many as anybody judged. */
function PartSelect({ results, query, change }: Omit<ResultsBarProps, "evaluationId">) {
  const { turns, criteria, kind } = results;
  const most = Math.max(turns, Number(query.turn ?? 0));
  if (most < 2 && criteria.length === 0 && !query.turn) return null;
  const value = query.criterion ? `by ${query.criterion}` : query.turn ? `${query.turn}` : "";
  return (
    <Select
      aria-label="Which part"
      className="w-44"
      value={value}
      onChange={({ target }) => {
        const isCriterion = target.value.startsWith("by ");
        change({
          criterion: isCriterion ? target.value.slice(3) : null,
          turn: isCriterion ? null : target.value || null,
        });
      }}
    >
      <option value="">On the whole</option>
      {Array.from({ length: most }, (_, i) => `${i + 1}`).map((turn) => (
        <option key={turn} value={turn}>
          {kind === "answers" ? "Question" : "Round"} {turn}
        </option>
      ))}
      {criteria.map(({ key, label }) => (
        <option key={key} value={`by ${key}`}>
          {label}
        </option>
      ))}
    </Select>
  );
}
