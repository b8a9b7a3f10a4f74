"use client";

import { useState } from "react";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import type { SideBySide, SideBySideCell, SideBySideRow } from "@/lib/domain/statistics/side-by-side";
import { many } from "../data-set/data-set-words";
import { Link } from "../layout/link";
import { formatNumber } from "../ui/format-number";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { tellDistance, tellFigure } from "./figure-words";

/** By which column rows stand in order, the greatest first; null: as measures are defined. */
type Order = number | "name" | null;

/** A row for each measure, a column for each snapshot, which its cells open. */
export function SideBySideTable({ table }: { table: SideBySide }) {
  const { columns, rows, against } = table;
  const [order, setOrder] = useState<Order>(null);
  const base = columns.find(({ id }) => id === against);
  const isHeld = (i: number) => rows.some(({ cells }) => cells[i]?.difference != null);
  const head = (by: Exclude<Order, null>, title: string, children: React.ReactNode) => (
    <HeadCell
      key={by}
      numeric={by !== "name"}
      aria-sort={order !== by ? undefined : by === "name" ? "ascending" : "descending"}
      className="align-bottom"
    >
      <button
        type="button"
        title={order === by ? "Back to the order of the measures" : title}
        className="cursor-pointer text-inherit hover:text-ink"
        onClick={() => setOrder(order === by ? null : by)}
      >
        {children} <span aria-hidden>{order !== by ? "" : by === "name" ? "↑" : "↓"}</span>
      </button>
    </HeadCell>
  );
  return (
    <div>
      <Table caption="Measures side by side">
        <thead>
          <tr>
            {head("name", "In the order of their names", "Measure")}
            {columns.map(({ id, name, kind, dialogues, isReference }, i) =>
              head(
                i,
                isHeld(i)
                  ? "Those first that lie farthest from what they are held against"
                  : "The greatest values first",
                <span className="inline-block max-w-48 whitespace-normal text-right">
                  <bdi className="block break-words text-ink">{name}</bdi>
                  <span className="block font-normal">
                    {dialogues !== null && many(dialogues, "dialogue")}
                    {isReference && ", human reference"}
                    {!isReference && id === against && ", what the others are held against"}
                    {kind === "published" && ", as published"}
                    {kind === "data_set" && " as it stands"}
                  </span>
                </span>,
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {inOrder(rows, order).map((row) => (
            <MeasureRow key={row.id} row={row} columns={columns} />
          ))}
        </tbody>
      </Table>
      <Notes table={table} base={base?.name ?? null} />
    </div>
  );
}

/** Measures have units of their own: where a column is held against another, its distances are compared, not its values. */
export function inOrder(rows: readonly SideBySideRow[], order: Order): readonly SideBySideRow[] {
  if (order === null) return rows;
  if (order === "name") return rows.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  const isHeld = rows.some(({ cells }) => cells[order]?.difference != null);
  const rank = ({ cells }: SideBySideRow) => {
    const cell = cells[order];
    if (!cell) return Number.NEGATIVE_INFINITY;
    if (!isHeld) return cell.mean;
    return cell.difference?.inDeviations == null ? -1 : Math.abs(cell.difference.inDeviations);
  };
  return rows.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
}

function MeasureRow({ row, columns }: { row: SideBySideRow; columns: SideBySide["columns"] }) {
  const { name, unit, definition, source, cells } = row;
  return (
    <Row>
      <Cell className="min-w-52 align-top">
        <details>
          <summary className="cursor-pointer font-medium">
            {name} {unit !== "share" && <span className="font-normal text-ink-faint text-xs">{unit}</span>}
          </summary>
          <p className="mt-1 max-w-prose text-ink-soft text-xs">{definition}</p>
          <p className="text-ink-faint text-xs">Source: {source}.</p>
        </details>
      </Cell>
      {columns.map(({ id, kind, name: column }, i) => {
        const cell = cells[i];
        const told = cell ? <ValueCell cell={cell} unit={unit} /> : <span className="text-ink-faint">none</span>;
        return (
          <Cell key={id} numeric className="align-top">
            {kind !== "published" && cell ? (
              <Link
                href={kind === "data_set" ? statisticsHrefs.dataSet(id) : dataHrefs.snapshotFigures(id)}
                aria-label={`${name} of ${column}: ${tellFigure(cell.mean, unit)}`}
                className="block hover:text-accent"
              >
                {told}
              </Link>
            ) : (
              told
            )}
          </Cell>
        );
      })}
    </Row>
  );
}

function ValueCell({ cell, unit }: { cell: SideBySideCell; unit: string }) {
  const { mean, interval, values, skipped, difference } = cell;
  const range = ({ low, high }: { low: number; high: number }) =>
    `${tellFigure(low, unit)} to ${tellFigure(high, unit)}`;
  return (
    <>
      {tellFigure(mean, unit)}
      {interval && <span className="block text-ink-faint text-xs">{range(interval)}</span>}
      {values !== null && (
        <span className="block text-ink-faint text-xs">
          n {formatNumber(values)}
          {skipped > 0 && `, ${formatNumber(skipped)} skipped`}
        </span>
      )}
      {difference && (
        <span className="block text-ink-soft text-xs">
          Δ {difference.difference > 0 && "+"}
          {tellFigure(difference.difference, unit)}
          {difference.interval && ` (${range(difference.interval)})`}
          {difference.inDeviations !== null && (
            <span className="block">{tellDistance(difference.inDeviations)} SD</span>
          )}
        </span>
      )}
    </>
  );
}

function Notes({ table: { columns }, base }: { table: SideBySide; base: string | null }) {
  const tokenizers = new Set(
    columns.flatMap(({ tokenizer, kind }) => (tokenizer && kind !== "published" ? [tokenizer] : [])),
  );
  const source = columns.find(({ source }) => source !== null);
  return (
    <div className="mt-2 max-w-prose space-y-1 text-ink-faint text-xs">
      <p>
        Means with 95 % intervals, by dialogue; n values.{" "}
        {base &&
          columns.length > 1 &&
          `Δ is the difference to ${base}, SD in standard deviations of its single values.`}{" "}
        {tokenizers.size > 0 &&
          `Tokens by ${[...tokenizers].join(", ")}; lengths by different ones are not held against one another.`}
      </p>
      {source && (
        <p>
          As published: {source.source}; tokens by {source.tokenizer}. Other values of the paper were never confirmed
          and are not shown.
        </p>
      )}
    </div>
  );
}
