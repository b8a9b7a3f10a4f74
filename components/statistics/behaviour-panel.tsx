import type { KeptCorpus } from "@/lib/domain/statistics/corpus-figures";
import { formatNumber } from "../ui/format-number";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { IntervalCell, None } from "./figure-cells";
import { tellFigure } from "./figure-words";

type Behaviour = NonNullable<KeptCorpus["behaviour"]>;

const dimensions = {
  communication: "D1 communication",
  information: "D2 information",
  clarification: "D3 clarification",
  errors: "D4 reaction to errors",
  total: "User-Sim Index",
} as const satisfies Record<keyof Behaviour["index"], string>;

/** How near the users behave to people: the index of the field, and how well both cover one another. */
export function BehaviourPanel({ behaviour: { index, coverage, dialogues, people } }: { behaviour: Behaviour }) {
  return (
    <>
      <Table caption="Nearness to people">
        <thead>
          <tr>
            <HeadCell>Nearness to people</HeadCell>
            <HeadCell numeric>Value</HeadCell>
            <HeadCell numeric title="One half of the people held against the other">
              People among themselves
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(dimensions) as (keyof typeof dimensions)[]).map((id) => (
            <Row key={id}>
              <Cell className={id === "total" ? "font-medium" : undefined}>
                {dimensions[id]} <span className="text-ink-faint text-xs">of 100</span>
              </Cell>
              <IntervalCell {...index[id]} unit="" />
              <Cell numeric>{tellOf(index[id].ceiling, "")}</Cell>
            </Row>
          ))}
          <Row>
            <Cell className="font-medium">Fingerprint coverage</Cell>
            <IntervalCell value={coverage?.value} interval={coverage?.interval} unit="share" />
            <Cell numeric>{tellOf(coverage?.ceiling ?? null, "share")}</Cell>
          </Row>
        </tbody>
      </Table>
      <p className="text-ink-faint text-xs">
        By 19 features of {formatNumber(dialogues)} dialogues and {formatNumber(people)} of people. User-Sim Index:
        arXiv 2603.11245, D1 to D4, its patterns of words English and ours, without difficulty and survey; interval by
        bootstrap over dialogues. Coverage: arXiv 2610.02460
        {coverage &&
          `; mean distance from each person to the nearest simulated user ${tellFigure(coverage.missed, "")}, back ${tellFigure(coverage.invented, "")}, between people ${tellFigure(coverage.reference, "")}`}
        .
      </p>
    </>
  );
}

function tellOf(ceiling: number | null, unit: string) {
  return ceiling === null ? <None /> : tellFigure(ceiling, unit);
}
