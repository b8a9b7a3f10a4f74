import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { CorpusRow } from "@/lib/domain/statistics/corpus-figures";
import { formatNumber } from "../ui/format-number";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { IntervalCell, None } from "./figure-cells";
import { tellFigure } from "./figure-words";
import { OpensDialogues } from "./opens-dialogues";

type CorpusTableProps = { rows: CorpusRow[]; hasPeople: boolean; dialogues: DialogueFilter | null };

/** What is measured of all dialogues at once; beside people's how far it lies from them. */
export function CorpusTable({ rows, hasPeople, dialogues }: CorpusTableProps) {
  return (
    <Table caption="Figures of the whole">
      <thead>
        <tr>
          <HeadCell>Of the whole</HeadCell>
          <HeadCell numeric>Value</HeadCell>
          {hasPeople && (
            <>
              <HeadCell numeric>People</HeadCell>
              <HeadCell numeric>Difference</HeadCell>
              <HeadCell numeric title="How far one half of the people lies from the other">
                People among themselves
              </HeadCell>
            </>
          )}
          <HeadCell numeric>Counted</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, unit, definition, source, figure, people, difference, ceiling }) => (
          <Row key={id}>
            <Cell className="min-w-56">
              <details>
                <summary className="cursor-pointer font-medium">
                  {name} {unit !== "share" && <span className="font-normal text-ink-faint text-xs">{unit}</span>}
                </summary>
                <p className="mt-1 max-w-prose text-ink-soft text-xs">{definition}</p>
                <p className="text-ink-faint text-xs">Source: {source}.</p>
              </details>
            </Cell>
            <IntervalCell value={figure?.value} interval={figure?.interval} unit={unit} />
            {hasPeople && (
              <>
                <IntervalCell value={people?.value} interval={people?.interval} unit={unit} />
                <IntervalCell value={difference?.value} interval={difference?.interval} unit={unit} isSigned />
                <Cell numeric>{ceiling === null ? <None /> : `± ${tellFigure(ceiling, unit)}`}</Cell>
              </>
            )}
            <Cell numeric>
              {figure ? (
                <OpensDialogues
                  dialogues={dialogues}
                  label={`The dialogues that ${formatNumber(figure.dialogues)} were counted of for: ${name}`}
                >
                  {formatNumber(figure.dialogues)} dialogues
                </OpensDialogues>
              ) : (
                <None />
              )}
              {figure && <span className="block text-ink-faint text-xs">{formatNumber(figure.words)} words</span>}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
