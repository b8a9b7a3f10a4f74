"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { useState } from "react";
import { createMoment } from "@/lib/client/moment";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";

/** Below the list, and when a benchmark comes from a file. */
const benchmarkMoment = createMoment("this part of the benchmarks", () => import("./below-benchmarks"));

const PromptSets = lazyPart(benchmarkMoment, ({ belowBenchmarks }) => belowBenchmarks.PromptSets);
const ImportDialog = lazyPart(benchmarkMoment, ({ belowBenchmarks }) => belowBenchmarks.ImportDialog);

/** The studio's own benchmark and those that were imported. */
export function BenchmarkList() {
  const benchmarks = useInfiniteQuery(judgingQueries.benchmarks());
  const manages = useMay("evaluation.manage");
  const [isImporting, setImporting] = useState(false);
  if (benchmarks.isError)
    return <QueryError what="the benchmarks" error={benchmarks.error} onRetry={benchmarks.refetch} />;
  if (benchmarks.isPending) return <SkeletonRows rows={4} label="Reading the benchmarks" />;
  const items = benchmarks.data.pages.flatMap((page) => page.items);
  const button = manages && (
    <Button variant="primary" onClick={() => setImporting(true)}>
      Import a benchmark
    </Button>
  );
  return (
    <div className="space-y-4">
      {items.length === 0 ? (
        <EmptyState icon={ListChecks} title="No benchmark yet" action={button}>
          Import question.jsonl of MT-Bench or Vicuna-Bench as it is published, or any file in that shape.
        </EmptyState>
      ) : (
        <>
          <div className="flex justify-end">{button}</div>
          <Table caption="Benchmarks">
            <thead>
              <tr>
                <HeadCell>Name</HeadCell>
                <HeadCell numeric>Questions</HeadCell>
                <HeadCell numeric>Turns</HeadCell>
                <HeadCell numeric>With a reference</HeadCell>
                <HeadCell className="max-md:hidden">Categories</HeadCell>
              </tr>
            </thead>
            <tbody>
              {items.map(({ id, name, origin, questions, turns, references, categories }) => (
                <Row key={id}>
                  <Cell className="font-medium">
                    <Link dir="auto" href={hrefs.benchmark(id)} className="hover:underline">
                      {name}
                    </Link>{" "}
                    {origin === "own" && <Badge>ships with the studio</Badge>}
                  </Cell>
                  <Cell numeric>{formatNumber(questions)}</Cell>
                  <Cell numeric>{turns}</Cell>
                  <Cell numeric>{formatNumber(references)}</Cell>
                  <Cell className="text-ink-soft text-xs max-md:hidden">
                    {categories.map(({ category, questions: n }) => `${category} ${n}`).join(", ")}
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
          <LoadMore list={benchmarks} shown={items.length} noun="benchmark" />
        </>
      )}
      <PromptSets />
      {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
    </div>
  );
}
