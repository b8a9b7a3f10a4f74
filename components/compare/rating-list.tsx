"use client";

import { useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { queryKeys } from "@/lib/client/query-keys";
import { useCountNews } from "@/lib/client/use-count-news";
import { useHydrated } from "@/lib/client/use-hydrated";
import type { ListedEvaluation } from "@/lib/contract/endpoints/evaluations";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { ProgressBar } from "../ui/progress-bar";

/** The evaluations in which votes are taken, those that wait for the person first. `first` came with the page. */
export function RatingList({ first }: { first: ListedEvaluation[] }) {
  const hydrated = useHydrated();
  const open = useQuery(judgingQueries.evaluationsOf("open"));
  const paused = useQuery(judgingQueries.evaluationsOf("paused"));
  useCountNews("evaluations", { queryKey: queryKeys.judging.evaluations, everyMs: 15_000 });
  const manages = useMay("evaluation.manage");
  for (const { isError, error, refetch } of [open, paused])
    if (hydrated && isError) return <QueryError what="the evaluations" error={error} onRetry={refetch} />;
  const listed = hydrated && open.data && paused.data ? [...open.data, ...paused.data] : first;
  if (listed.length === 0)
    return (
      <NothingYet
        icon={Scale}
        title="Nothing to compare"
        way={manages && { href: hrefs.newEvaluation, label: "New evaluation" }}
      >
        {manages
          ? "An evaluation hands pairs of texts to raters, without the names of the models that wrote them."
          : "A lead opens an evaluation; what waits for your vote appears here."}
      </NothingYet>
    );
  return (
    <ul aria-label="Evaluations to vote in" className="space-y-3">
      {listed
        .toSorted((a, b) => b.waiting.takeable - a.waiting.takeable)
        .map((evaluation) => (
          <RatingCard key={evaluation.id} evaluation={evaluation} />
        ))}
    </ul>
  );
}

function RatingCard({ evaluation: { id, name, status, progress, waiting } }: { evaluation: ListedEvaluation }) {
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg border border-line bg-surface p-4">
      <div className="min-w-60 flex-1">
        <h2 className="flex flex-wrap items-center gap-2 font-semibold text-base">
          <Link dir="auto" href={hrefs.rate(id)} className="hover:underline">
            {name}
          </Link>
          {status === "paused" && <Badge>Paused</Badge>}
        </h2>
        <p className="mt-1 text-ink-soft text-sm">
          {waiting.takeable > 0
            ? `${formatNumber(waiting.takeable)} ${waiting.takeable === 1 ? "comparison waits" : "comparisons wait"} for you.`
            : status === "paused"
              ? "Paused by a lead."
              : "Nothing for you now."}
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-faint text-xs tabular-nums">
          <ProgressBar
            label={`Votes given in ${name}`}
            value={progress.votes}
            max={Math.max(1, progress.votesNeeded)}
            className="w-40"
          />
          <span>
            {formatNumber(progress.votes)} of {formatNumber(progress.votesNeeded)} votes
          </span>
          <span>{formatNumber(waiting.voted)} by you</span>
        </p>
      </div>
      <Button asChild variant={waiting.takeable > 0 ? "primary" : "secondary"}>
        <Link href={hrefs.rate(id)}>
          Compare<span className="sr-only"> {name}</span>
        </Link>
      </Button>
    </li>
  );
}
