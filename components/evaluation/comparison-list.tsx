"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { type ComparisonFilter, judgingQueries } from "@/lib/client/queries/judging-queries";
import type { AnswerOf } from "@/lib/contract/endpoints";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { useUrlState } from "../table/use-url-state";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";

type Listed = AnswerOf<"listComparisons">["items"][number];

const kinds = [
  { value: "all", label: "All" },
  { value: "voted", label: "Voted on" },
  { value: "disagreement", label: "Disagreement" },
  { value: "gold", label: "Gold" },
] as const;

/** The comparisons behind a figure: of two candidates, of a category, or those on which people or judges disagree. */
export function ComparisonList({ evaluationId }: { evaluationId: string }) {
  const [params, change] = useUrlState();
  const only = kinds.find(({ value }) => value === params.get("only"))?.value ?? "all";
  const filter: ComparisonFilter = {
    ...(only !== "all" && { only }),
    ...Object.fromEntries(
      ["first", "second", "category"].flatMap((key) => (params.get(key) ? [[key, params.get(key)]] : [])),
    ),
  };
  const detail = useQuery(judgingQueries.evaluation(evaluationId));
  const list = useInfiniteQuery(judgingQueries.comparisons(evaluationId, filter));
  const candidates = detail.data?.candidates ?? [];
  const name = (id: string | null) => candidates.find((one) => one.id === id)?.name ?? "";
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const choose = (key: "first" | "second", label: string) => (
    <Select
      aria-label={label}
      className="w-44"
      value={params.get(key) ?? ""}
      onChange={(event) => change({ [key]: event.target.value || null })}
    >
      <option value="">Any candidate</option>
      {candidates.map(({ id, name: called }) => (
        <option key={id} value={id}>
          {called}
        </option>
      ))}
    </Select>
  );
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          legend="Which comparisons"
          value={only}
          options={kinds}
          onChange={(value) => change({ only: value === "all" ? null : value })}
        />
        {choose("first", "One candidate")}
        {choose("second", "The other candidate")}
        <Button asChild size="sm" variant="quiet" className="ml-auto">
          <Link href={hrefs.evaluationResults(evaluationId)}>Results</Link>
        </Button>
      </div>
      {list.isPending && <SkeletonRows rows={8} label="Reading the comparisons" />}
      {list.isError && <QueryError what="the comparisons" error={list.error} onRetry={list.refetch} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState icon={Scale} title="No such comparison">
          {only === "disagreement" ? "Nobody disagrees so far." : "Choose other candidates, or all comparisons."}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <>
          <Table caption="Comparisons">
            <thead>
              <tr>
                <HeadCell>Item</HeadCell>
                <HeadCell>Category</HeadCell>
                <HeadCell>First</HeadCell>
                <HeadCell>Second</HeadCell>
                <HeadCell>People</HeadCell>
                <HeadCell>Judges</HeadCell>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <ComparisonRow key={row.id} row={row} evaluationId={evaluationId} name={name} />
              ))}
            </tbody>
          </Table>
          <LoadMore list={list} shown={rows.length} noun="comparison" />
        </>
      )}
    </div>
  );
}

type ComparisonRowProps = { row: Listed; evaluationId: string; name: (id: string | null) => string };

function ComparisonRow({ row, evaluationId, name }: ComparisonRowProps) {
  const { id, opening, category, firstId, secondId, votes, judges, isGold } = row;
  return (
    <Row>
      <Cell className="max-w-md">
        <Link dir="auto" href={hrefs.comparison(evaluationId, id)} className="line-clamp-2 hover:underline">
          {opening || "Dialogue"}
        </Link>
      </Cell>
      <Cell className="text-ink-soft">
        {category || "–"} {isGold && <Badge tone="warn">Gold</Badge>}
      </Cell>
      <Cell>{name(firstId)}</Cell>
      <Cell>{secondId === null ? "–" : name(secondId)}</Cell>
      <Cell className="whitespace-nowrap tabular-nums">
        {secondId === null
          ? `real ${votes.first} · simulated ${votes.second}`
          : `${votes.first} · ${votes.tie + votes.bothBad} tied · ${votes.second}`}
      </Cell>
      <Cell className="text-ink-soft text-xs">{judges.map(({ verdict }) => verdict).join(", ") || "–"}</Cell>
    </Row>
  );
}
