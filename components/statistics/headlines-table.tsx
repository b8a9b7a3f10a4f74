"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ChartColumn } from "lucide-react";
import { dataKeys } from "@/lib/client/data-keys";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { useFollowedFigures } from "@/lib/client/use-followed-figures";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import type { Headline } from "@/lib/domain/statistics/human-reference";
import type { FigureRow } from "@/lib/domain/training/snapshot-figures";
import { many } from "../data-set/data-set-words";
import { Link } from "../layout/link";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { tellDistance, tellFigure } from "./figure-words";

/** Data sets at a glance: a handful of figures of each as it stands, below those of people. */
export function HeadlinesTable() {
  const headlines = useInfiniteQuery(statisticsQueries.headlines());
  const people = useQuery(statisticsQueries.reference()).data;
  const measured = headlines.data?.pages.flatMap(({ items }) => items.filter(isFollowed)) ?? [];
  useFollowedFigures({
    dataSetIds: measured.map(({ dataSetId }) => dataSetId),
    queryKey: dataKeys.statistics.headlines,
    everyMs: 10_000,
  });
  if (headlines.isPending) return <SkeletonRows label="Reading the figures" />;
  if (headlines.isError) return <QueryError what="the figures" error={headlines.error} onRetry={headlines.refetch} />;
  const items = headlines.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <NothingYet icon={ChartColumn} title="No data set yet" way={false}>
        What is measured is data sets and their snapshots. Make one, and its figures stand here.
      </NothingYet>
    );
  const columns = people?.figures.length
    ? people.figures
    : (items.find(({ figures }) => figures.length > 0)?.figures ?? []);
  const reference = people?.figures.length ? people.reference : null;
  return (
    <>
      <Table caption="Data sets at a glance">
        <thead>
          <tr>
            <HeadCell>Data set</HeadCell>
            {columns.map(({ id, name, definition }) => (
              <HeadCell key={id} numeric title={definition}>
                {name}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {reference && (
            <Row className="bg-accent-soft">
              <Cell className="min-w-40">
                <span className="font-medium">People</span>
                <span className="block text-ink-faint text-xs">
                  <bdi>{`${reference.dataSetName}, No. ${reference.number}`}</bdi>
                </span>
              </Cell>
              {columns.map((row) => (
                <FigureCell key={row.id} row={row} isPeople />
              ))}
            </Row>
          )}
          {items.map((one) => (
            <HeadlineRow key={one.dataSetId} one={one} columns={columns} />
          ))}
        </tbody>
      </Table>
      <LoadMore list={headlines} shown={items.length} noun="data set" />
      {reference && (
        <p className="mt-2 text-ink-faint text-xs">
          Below each mean: how far it lies from people's, in their standard deviations.
        </p>
      )}
    </>
  );
}

/** What was measured once follows its dialogues. */
function isFollowed({ dialogues, isArchived }: Headline): boolean {
  return dialogues !== null && !isArchived;
}

function HeadlineRow({ one, columns }: { one: Headline; columns: FigureRow[] }) {
  const { dataSetId, name, isArchived, dialogues, figures } = one;
  return (
    <Row className="relative">
      <Cell className="min-w-40">
        <Link href={statisticsHrefs.dataSet(dataSetId)} className="block font-medium after:absolute after:inset-0">
          <bdi>{name}</bdi>
        </Link>
        <span className="block text-ink-faint text-xs">
          {isArchived && <Badge>Archived</Badge>}{" "}
          {dialogues === null ? "Not measured yet" : many(dialogues, "dialogue")}
        </span>
      </Cell>
      {figures.length > 0
        ? figures.map((row) => <FigureCell key={row.id} row={row} />)
        : columns.length > 0 && (
            <Cell colSpan={columns.length} className="text-ink-faint text-xs">
              Open it to have it measured
            </Cell>
          )}
    </Row>
  );
}

function FigureCell({ row: { figure, distance, unit }, isPeople = false }: { row: FigureRow; isPeople?: boolean }) {
  return (
    <Cell numeric className="whitespace-nowrap">
      {figure ? tellFigure(figure.mean, unit) : <span className="text-ink-faint">none</span>}
      {!isPeople && distance?.inDeviations != null && (
        <span className="block text-ink-faint text-xs">{tellDistance(distance.inDeviations)}</span>
      )}
    </Cell>
  );
}
