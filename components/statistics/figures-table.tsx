import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import { writeFigureRange } from "@/lib/domain/statistics/bins";
import type { FigureRow } from "@/lib/domain/training/snapshot-figures";
import { formatNumber } from "../ui/format-number";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { None } from "./figure-cells";
import { ofWords, tellDistance, tellFigure } from "./figure-words";
import { OpensDialogues } from "./opens-dialogues";

type Mean = NonNullable<FigureRow["figure"]>;

type Opened = {
  /** Whose dialogues a figure opens: its own, and people's. */
  dialogues: DialogueFilter | null;
  peopleDialogues: DialogueFilter | null;
};

/**
 * Every figure with its interval; beside people's how far it lies from them, and how far they lie from one another. A mean opens
 * the dialogues that have a value.
 */
export function FiguresTable({ rows, hasPeople, ...opened }: { rows: FigureRow[]; hasPeople: boolean } & Opened) {
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
              <FigureLine key={row.id} row={row} hasPeople={hasPeople} {...opened} />
            ))}
        </tbody>
      ))}
    </Table>
  );
}

type LineProps = { row: FigureRow; hasPeople: boolean } & Opened;

function FigureLine({ row, hasPeople, dialogues, peopleDialogues }: LineProps) {
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
      <MeanCell row={row} figure={figure} dialogues={dialogues} whose="" />
      {hasPeople && (
        <>
          <MeanCell row={row} figure={people} dialogues={peopleDialogues} whose=" of people" />
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

type MeanCellProps = { row: FigureRow; figure: Mean | null; dialogues: DialogueFilter | null; whose: string };

function MeanCell({ row: { id, name, unit }, figure, dialogues, whose }: MeanCellProps) {
  return (
    <Cell numeric>
      {figure === null ? (
        <None />
      ) : (
        <OpensDialogues
          dialogues={dialogues && withValue(dialogues, id)}
          label={`${name}${whose}, ${tellFigure(figure.mean, unit)}: the dialogues with a value`}
        >
          {tellFigure(figure.mean, unit)}
        </OpensDialogues>
      )}
      {figure?.interval && (
        <span className="block text-ink-faint text-xs">
          {tellFigure(Math.max(0, figure.interval.low), unit)} to{" "}
          {tellFigure(unit === "share" ? Math.min(1, figure.interval.high) : figure.interval.high, unit)}
        </span>
      )}
    </Cell>
  );
}

/** Those of them in which something has a value of this figure. */
function withValue(dialogues: DialogueFilter, figure: string): DialogueFilter {
  const range = writeFigureRange({ figure, from: 0, to: null });
  return { ...dialogues, figure: [dialogues.figure, range].filter(Boolean).join(",") };
}
