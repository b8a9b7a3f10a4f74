import type { FigureRow } from "@/lib/domain/training/snapshot-figures";
import { formatNumber } from "../ui/format-number";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { ofWords, tellDistance, tellFigure } from "./figure-words";

type Mean = NonNullable<FigureRow["figure"]>;

/** Every figure with its interval; beside people's how far it lies from them, and how far they lie from one another. */
export function FiguresTable({ rows, hasPeople }: { rows: FigureRow[]; hasPeople: boolean }) {
  return (
    <Table caption="Figures">
      <thead>
        <tr>
          <HeadCell>Figure</HeadCell>
          <HeadCell numeric>Mean</HeadCell>
          {hasPeople && (
            <>
              <HeadCell numeric>People</HeadCell>
              <HeadCell numeric title="In standard deviations of people's single values">
                Distance
              </HeadCell>
              <HeadCell numeric title="How far one half of the people lies from the other">
                People among themselves
              </HeadCell>
            </>
          )}
          <HeadCell numeric>Spread</HeadCell>
          <HeadCell numeric>Counted</HeadCell>
        </tr>
      </thead>
      {[...new Set(rows.map(({ group }) => group))].map((group) => (
        <tbody key={group}>
          <tr>
            <th
              scope="rowgroup"
              colSpan={hasPeople ? 7 : 4}
              className="bg-sunken/60 px-3 pt-4 pb-1.5 font-semibold text-sm"
            >
              {group}
            </th>
          </tr>
          {rows
            .filter((row) => row.group === group)
            .map((row) => (
              <FigureLine key={row.id} row={row} hasPeople={hasPeople} />
            ))}
        </tbody>
      ))}
    </Table>
  );
}

function FigureLine({ row, hasPeople }: { row: FigureRow; hasPeople: boolean }) {
  const { name, of, unit, definition, source, figure, people, distance, ceiling } = row;
  return (
    <Row>
      <Cell className="min-w-56">
        <details>
          <summary className="cursor-pointer font-medium">
            {name} {unit !== "share" && <span className="font-normal text-ink-faint text-xs">{unit}</span>}
          </summary>
          <p className="mt-1 max-w-prose text-ink-soft text-xs">{definition}</p>
          <p className="text-ink-faint text-xs">Source: {source}.</p>
        </details>
      </Cell>
      <MeanCell figure={figure} unit={unit} />
      {hasPeople && (
        <>
          <MeanCell figure={people} unit={unit} />
          <Cell numeric>{distance?.inDeviations == null ? <None /> : tellDistance(distance.inDeviations)}</Cell>
          <Cell numeric>{ceiling?.inDeviations == null ? <None /> : tellDistance(ceiling.inDeviations)}</Cell>
        </>
      )}
      <Cell numeric>{figure?.deviation == null ? <None /> : tellFigure(figure.deviation, unit)}</Cell>
      <Cell numeric>
        {formatNumber(figure?.values ?? 0)} {ofWords[of]}
        {figure !== null && figure.skipped > 0 && (
          <span className="block text-ink-faint text-xs">{formatNumber(figure.skipped)} without a value</span>
        )}
      </Cell>
    </Row>
  );
}

function MeanCell({ figure, unit }: { figure: Mean | null; unit: string }) {
  return (
    <Cell numeric>
      {figure === null ? <None /> : tellFigure(figure.mean, unit)}
      {figure?.interval && (
        <span className="block text-ink-faint text-xs">
          {tellFigure(Math.max(0, figure.interval.low), unit)} to{" "}
          {tellFigure(unit === "share" ? Math.min(1, figure.interval.high) : figure.interval.high, unit)}
        </span>
      )}
    </Cell>
  );
}

function None() {
  return <span className="text-ink-faint">none</span>;
}
