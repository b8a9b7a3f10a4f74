"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { FileInput } from "lucide-react";
import { scanQueries } from "@/lib/client/queries/scan-queries";
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
import { kindWords, standWords } from "./scan-words";

export function ScanList() {
  const scans = useInfiniteQuery(scanQueries.list());
  if (scans.isPending) return <SkeletonRows label="Reading the scans" />;
  if (scans.isError) return <QueryError what="the scans" error={scans.error} onRetry={scans.refetch} />;
  const items = scans.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <NothingYet
        icon={FileInput}
        title="Nothing looked through yet"
        way={{ href: dataHrefs.newScan, label: "Look through" }}
      >
        Personal data, residue of HTML, other languages, dialogues that say the same: each is shown with its place
        before anything is taken out, and can be left or brought back.
      </NothingYet>
    );
  return (
    <>
      <Table caption="Scans">
        <thead>
          <tr>
            <HeadCell>Looked for</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Dialogues
            </HeadCell>
            <HeadCell numeric>Found</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Begun
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map((scan) => (
            <Row key={scan.id} className="relative">
              <Cell className="w-full max-w-0 sm:min-w-48">
                <Link
                  href={dataHrefs.scanOf(scan.id)}
                  className="block truncate font-medium after:absolute after:inset-0"
                >
                  {scan.asked.kinds.map((kind) => kindWords[kind].name).join(", ")}
                </Link>
                <span className="mt-0.5 block truncate text-ink-faint text-xs">
                  <bdi>{scan.createdBy.name}</bdi>
                </span>
              </Cell>
              <Cell>
                <Badge tone={standOf(scan, standWords).tone}>{standOf(scan, standWords).label}</Badge>
              </Cell>
              <Cell numeric className="max-sm:hidden">
                {formatNumber(scan.looked)}
              </Cell>
              <Cell numeric>{formatNumber(scan.counts.reduce((sum, { found }) => sum + found, 0))}</Cell>
              <Cell numeric className="text-ink-faint text-xs max-sm:hidden">
                <RelativeTime at={scan.createdAt} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <LoadMore list={scans} shown={items.length} noun="scan" />
    </>
  );
}
