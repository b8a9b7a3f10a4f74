"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { PackageOpen } from "lucide-react";
import { exportQueries } from "@/lib/client/queries/export-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { standOf } from "../job/stand-of";
import { Link } from "../layout/link";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { standWords, targetWords } from "./export-words";
import { factsOf } from "./recipe-draft";

/** Training files that were made, of one snapshot or of all: what, by whom, how often taken. */
export function ExportList({ snapshotId }: { snapshotId?: string | undefined }) {
  const exports = useInfiniteQuery(exportQueries.list(snapshotId));
  if (exports.isPending) return <SkeletonRows label="Reading the exports" />;
  if (exports.isError) return <QueryError what="the exports" error={exports.error} onRetry={exports.refetch} />;
  const items = exports.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <NothingYet icon={PackageOpen} title="No export yet" way={false}>
        Training files are made from a snapshot of a data set: freeze one, then choose Export there.
      </NothingYet>
    );
  return (
    <>
      <Table caption="Exports">
        <thead>
          <tr>
            <HeadCell>Export</HeadCell>
            <HeadCell className="max-sm:hidden">Teaches</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell numeric>Rows</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Downloads
            </HeadCell>
            <HeadCell className="max-sm:hidden">By</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Made
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <Row key={one.id} className="relative">
              <Cell className="w-full max-w-0 sm:min-w-48">
                <Link
                  href={dataHrefs.exportOf(one.id)}
                  className="block truncate font-medium after:absolute after:inset-0"
                >
                  <bdi>{one.snapshots.map(({ dataSetName, number }) => `${dataSetName} ${number}`).join(" and ")}</bdi>
                </Link>
                <span className="mt-0.5 block truncate text-ink-faint text-xs">
                  {factsOf(one.recipe)?.name ?? one.recipe.trainer}
                </span>
              </Cell>
              <Cell className="whitespace-nowrap max-sm:hidden">{targetWords[one.recipe.target].label}</Cell>
              <Cell>
                <Badge tone={standOf(one, standWords).tone}>{standOf(one, standWords).label}</Badge>
              </Cell>
              <Cell numeric>{one.counts ? formatNumber(one.counts.rows) : "–"}</Cell>
              <Cell numeric className="max-sm:hidden">
                {formatNumber(one.downloads)}
              </Cell>
              <Cell className="max-sm:hidden">
                <bdi>{one.createdBy.name}</bdi>
              </Cell>
              <Cell numeric className="text-ink-faint text-xs max-sm:hidden">
                <RelativeTime at={one.createdAt} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <LoadMore list={exports} shown={items.length} noun="export" />
    </>
  );
}
