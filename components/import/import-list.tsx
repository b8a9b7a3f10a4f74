"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { FileInput } from "lucide-react";
import { importQueries } from "@/lib/client/queries/import-queries";
import { readableFormats } from "@/lib/contract/formats";
import { hrefs } from "@/lib/contract/hrefs";
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
import { standWords } from "./import-words";

export function ImportList() {
  const imports = useInfiniteQuery(importQueries.list());
  if (imports.isPending) return <SkeletonRows label="Reading the imports" />;
  if (imports.isError) return <QueryError what="the imports" error={imports.error} onRetry={imports.refetch} />;
  const items = imports.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <NothingYet icon={FileInput} title="No import yet" way={{ href: hrefs.newImport, label: "Import dialogues" }}>
        Dialogues of real people or of other data sets come in from a file, and are then curated, judged and exported
        like all others.
      </NothingYet>
    );
  return (
    <>
      <Table caption="Imports">
        <thead>
          <tr>
            <HeadCell>Import</HeadCell>
            <HeadCell className="max-sm:hidden">Format</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell numeric>Dialogues</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Refused
            </HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Begun
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <Row key={one.id} className="relative">
              <Cell className="w-full max-w-0 sm:min-w-48">
                <Link href={hrefs.importOf(one.id)} className="block truncate font-medium after:absolute after:inset-0">
                  <bdi>{one.name}</bdi>
                </Link>
                <span className="mt-0.5 block truncate text-ink-faint text-xs">
                  <bdi>{one.fileName}</bdi>
                </span>
              </Cell>
              <Cell className="whitespace-nowrap max-sm:hidden">{nameOfFormat(one.format)}</Cell>
              <Cell>
                <Badge tone={standOf(one, standWords).tone}>{standOf(one, standWords).label}</Badge>
              </Cell>
              <Cell numeric>{formatNumber(one.taken)}</Cell>
              <Cell numeric className="max-sm:hidden">
                {formatNumber(one.refused)}
              </Cell>
              <Cell numeric className="text-ink-faint text-xs max-sm:hidden">
                <RelativeTime at={one.createdAt} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <LoadMore list={imports} shown={items.length} noun="import" />
    </>
  );
}

/** What menus call it; its id where this version no longer knows it. */
export function nameOfFormat(id: string): string {
  return readableFormats("dialogues", "whole").find((format) => format.id === id)?.name ?? id;
}
