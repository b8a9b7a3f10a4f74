"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ScanSearch } from "lucide-react";
import { gapQueries } from "@/lib/client/queries/gap-queries";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import type { Gap } from "@/lib/domain/statistics/gap";
import { Link } from "../layout/link";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";

/** Comparisons of people and simulators, the newest first: done again after a run, they tell whether a gap has closed. */
export function GapList() {
  const gaps = useInfiniteQuery(gapQueries.list());
  if (gaps.isPending) return <SkeletonRows label="Reading the comparisons" />;
  if (gaps.isError) return <QueryError what="the comparisons" error={gaps.error} onRetry={gaps.refetch} />;
  const items = gaps.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <NothingYet icon={ScanSearch} title="Nothing is compared yet" way={false}>
        With a snapshot of what people wrote and one of a simulator, this page tells what people ask and the simulator
        never does, and the other way round.
      </NothingYet>
    );
  return (
    <>
      <Table caption="Comparisons of people and simulators">
        <thead>
          <tr>
            <HeadCell>People and simulator</HeadCell>
            <HeadCell
              numeric
              title="Jensen–Shannon divergence of their clusters: 0 where they are alike, 1 where they share nothing"
            >
              Apart, bits
            </HeadCell>
            <HeadCell numeric>Missed</HeadCell>
            <HeadCell numeric>Invented</HeadCell>
            <HeadCell numeric>Clusters</HeadCell>
            <HeadCell>By</HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map((gap) => (
            <GapRow key={gap.id} gap={gap} />
          ))}
        </tbody>
      </Table>
      <LoadMore list={gaps} shown={items.length} noun="comparison" />
    </>
  );
}

function GapRow({ gap }: { gap: Gap }) {
  const { id, people, simulated, turns, vectoriser, summary, job, createdBy, createdAt } = gap;
  const state = job?.status === "failed" ? "Failed" : "Under way";
  return (
    <Row className="relative">
      <Cell className="min-w-56">
        <Link href={statisticsHrefs.gap(id)} className="block font-medium after:absolute after:inset-0">
          <bdi>{people.name}</bdi> and <bdi>{simulated.name}</bdi>
        </Link>
        <span className="block text-ink-faint text-xs">
          {turns === "openings" ? "Openings" : "Questions"}, vectors: {vectoriser}
        </span>
      </Cell>
      {summary ? (
        <>
          <Cell numeric>{summary.bits === null ? "–" : summary.bits.toFixed(3)}</Cell>
          <Cell numeric>{formatNumber(summary.missed)}</Cell>
          <Cell numeric>{formatNumber(summary.invented)}</Cell>
          <Cell numeric>{formatNumber(summary.clusters)}</Cell>
        </>
      ) : (
        <Cell colSpan={4}>
          <Badge tone={state === "Failed" ? "danger" : "accent"}>{state}</Badge>
        </Cell>
      )}
      <Cell className="whitespace-nowrap text-ink-faint text-xs">
        <bdi>{createdBy.name}</bdi>, <RelativeTime at={createdAt} />
      </Cell>
    </Row>
  );
}
