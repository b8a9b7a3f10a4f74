import type { ReactNode } from "react";
import { Cell, HeadCell, Row, Table } from "../ui/table";

type ChartDataProps = {
  caption: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
};

/** What a chart draws, as a table: for screen readers, and whoever wants the numbers. */
export function ChartData({ caption, columns, rows }: ChartDataProps) {
  return (
    <details className="mt-2">
      <summary className="cursor-pointer text-ink-faint text-xs">As a table</summary>
      <div className="mt-2">
        <Table caption={caption}>
          <thead>
            <tr>
              {columns.map((column, i) => (
                <HeadCell key={column} numeric={i > 0}>
                  {column}
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }) => (
              <Row key={key}>
                {cells.map((cell, i) => (
                  <Cell key={columns[i]} numeric={i > 0}>
                    {cell}
                  </Cell>
                ))}
              </Row>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  );
}
