"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Database } from "lucide-react";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { ListedDataSet } from "@/lib/domain/training/data-set";
import { Link } from "../layout/link";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { many } from "./data-set-words";

export function DataSetList() {
  const dataSets = useInfiniteQuery(dataSetQueries.list());
  const manages = useMay("dataSet.manage");
  if (dataSets.isPending) return <SkeletonRows label="Reading the data sets" />;
  if (dataSets.isError) return <QueryError what="the data sets" error={dataSets.error} onRetry={dataSets.refetch} />;
  const items = dataSets.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <NothingYet
        icon={Database}
        title="No data set yet"
        way={manages && { href: dataHrefs.newDataSet, label: "New data set" }}
      >
        A data set names the dialogues that are meant for training: all that a filter finds, such as every accepted one,
        or a list. What a trainer gets is a snapshot of it, which never changes.
      </NothingYet>
    );
  return (
    <>
      <Table caption="Data sets">
        <thead>
          <tr>
            <HeadCell>Data set</HeadCell>
            <HeadCell className="max-sm:hidden">What is in it</HeadCell>
            <HeadCell>Last snapshot</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Made
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <DataSetRow key={one.id} one={one} />
          ))}
        </tbody>
      </Table>
      <LoadMore list={dataSets} shown={items.length} noun="data set" />
    </>
  );
}

function DataSetRow({ one: { id, name, note, filter, archivedAt, lastSnapshot, createdAt } }: { one: ListedDataSet }) {
  return (
    <Row className="relative">
      <Cell className="w-full max-w-0 sm:min-w-48">
        <Link href={dataHrefs.dataSet(id)} className="block truncate font-medium after:absolute after:inset-0">
          <bdi>{name}</bdi>
        </Link>
        {note !== "" && (
          <span className="mt-0.5 block truncate text-ink-faint text-xs">
            <bdi>{note}</bdi>
          </span>
        )}
      </Cell>
      <Cell className="whitespace-nowrap max-sm:hidden">
        {archivedAt ? <Badge>Archived</Badge> : filter ? "What a filter finds" : "A list"}
      </Cell>
      <Cell className="whitespace-nowrap">
        {lastSnapshot ? (
          <>
            {`No. ${lastSnapshot.number}`}
            <span className="block text-ink-faint text-xs">{many(lastSnapshot.dialogues, "dialogue")}</span>
          </>
        ) : (
          <span className="text-ink-faint">None</span>
        )}
      </Cell>
      <Cell numeric className="whitespace-nowrap text-ink-faint text-xs max-sm:hidden">
        <RelativeTime at={createdAt} />
      </Cell>
    </Row>
  );
}
