"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Trophy } from "lucide-react";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { queryKeys } from "@/lib/client/query-keys";
import { useCountNews } from "@/lib/client/use-count-news";
import type { ListedEvaluation } from "@/lib/contract/endpoints/evaluations";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { kindWords, StatusBadge } from "./evaluation-words";

/** Evaluations, newest first. */
export function EvaluationList() {
  const evaluations = useInfiniteQuery(judgingQueries.evaluations());
  useCountNews("evaluations", { queryKey: queryKeys.judging.evaluations, everyMs: 10_000 });
  const manages = useMay("evaluation.manage");
  if (evaluations.isPending) return <SkeletonRows label="Reading the evaluations" />;
  if (evaluations.isError)
    return <QueryError what="the evaluations" error={evaluations.error} onRetry={evaluations.refetch} />;
  const listed = evaluations.data.pages.flatMap((page) => page.items);
  if (listed.length === 0)
    return (
      <NothingYet
        icon={Trophy}
        title="No evaluation yet"
        way={manages && { href: hrefs.newEvaluation, label: "New evaluation" }}
      >
        {manages
          ? "Compare models on a benchmark, two simulators by their dialogues, or simulated users with real ones."
          : "A lead makes one; its results appear here once it is closed."}
      </NothingYet>
    );
  return (
    <>
      <Table caption="Evaluations">
        <thead>
          <tr>
            <HeadCell>Name</HeadCell>
            <HeadCell>Status</HeadCell>
            <HeadCell>Compares</HeadCell>
            <HeadCell numeric className="max-xl:hidden">
              Candidates
            </HeadCell>
            <HeadCell numeric>Comparisons</HeadCell>
            <HeadCell numeric>Votes</HeadCell>
            <HeadCell numeric>Made</HeadCell>
          </tr>
        </thead>
        <tbody>
          {listed.map((evaluation) => (
            <EvaluationRow
              key={evaluation.id}
              evaluation={evaluation}
              mayOpen={manages || evaluation.status === "closed"}
            />
          ))}
        </tbody>
      </Table>
      <LoadMore list={evaluations} shown={listed.length} noun="evaluation" />
    </>
  );
}

function EvaluationRow({ evaluation, mayOpen }: { evaluation: ListedEvaluation; mayOpen: boolean }) {
  const { id, name, status, spec, candidates, progress, createdAt } = evaluation;
  return (
    <Row>
      <Cell className="min-w-48 font-medium">
        {mayOpen ? (
          <Link dir="auto" href={hrefs.evaluation(id)} className="hover:underline">
            {name}
          </Link>
        ) : (
          <span dir="auto" title="Its results are told when it is closed, so that votes stay blind.">
            {name}
          </span>
        )}
      </Cell>
      <Cell>
        <StatusBadge status={status} />
      </Cell>
      <Cell className="whitespace-nowrap text-ink-soft">{kindWords[spec.kind]}</Cell>
      <Cell numeric className="max-xl:hidden">
        {formatNumber(candidates)}
      </Cell>
      <Cell numeric>
        {status === "draft" ? "–" : `${formatNumber(progress.ready)} of ${formatNumber(progress.comparisons)} ready`}
      </Cell>
      <Cell numeric>
        {status === "draft" ? "–" : `${formatNumber(progress.votes)} of ${formatNumber(progress.votesNeeded)}`}
      </Cell>
      <Cell numeric className="text-ink-faint">
        <RelativeTime at={createdAt} />
      </Cell>
    </Row>
  );
}
