import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { FigureView } from "../review/figure-view";
import { Checkbox } from "../ui/checkbox";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";

type RaterPanelProps = { results: EvaluationResults; change: (patch: Record<string, string | null>) => void };

/** Who voted, and how far that can be relied on. For a person to look at, never a verdict; whoever is left out stays here. */
export function RaterPanel({ results: { raters, gold, positions }, change }: RaterPanelProps) {
  if (raters.length === 0) return null;
  const leave = (id: string, isLeftOut: boolean) => {
    const out = raters.filter((rater) => (rater.id === id ? isLeftOut : rater.isLeftOut)).map((rater) => rater.id);
    change({ without: out.join(",") || null });
  };
  return (
    <Panel
      title="Raters"
      description="Seconds are active ones; the known outcomes are those that a lead marked. Whoever is not counted is left out of all figures but their own, in this view and in its file."
    >
      <Table caption="Raters">
        <thead>
          <tr>
            <HeadCell>Person</HeadCell>
            <HeadCell>With most others</HeadCell>
            <HeadCell>Same with the sides exchanged</HeadCell>
            <HeadCell>Known outcomes met</HeadCell>
            <HeadCell numeric>Votes</HeadCell>
            <HeadCell numeric>Seconds a vote, median</HeadCell>
            <HeadCell>Counted</HeadCell>
          </tr>
        </thead>
        <tbody>
          {raters.map(({ id, name, votes, secondsEach, agreement, isLeftOut }) => (
            <Row key={id} className={isLeftOut ? "text-ink-faint" : undefined}>
              <Cell dir="auto" className="font-medium">
                {name}
              </Cell>
              <Cell>
                {agreement.ok ? <FigureView figure={agreement} unit="percent" /> : <None>nobody else on the same</None>}
              </Cell>
              <Cell>
                <OwnFigure figure={positions.find(({ source }) => source === id)?.consistent} none="none repeated" />
              </Cell>
              <Cell>
                <OwnFigure figure={gold.find(({ person }) => person.id === id)?.accuracy} none="none served" />
              </Cell>
              <Cell numeric>{formatNumber(votes)}</Cell>
              <Cell numeric>{secondsEach === null ? "–" : formatNumber(Math.round(secondsEach))}</Cell>
              <Cell>
                <Checkbox
                  checked={!isLeftOut}
                  label={<span className="sr-only">Count the votes of {name}</span>}
                  onChange={(event) => leave(id, !event.target.checked)}
                />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

type Figure = EvaluationResults["positions"][number]["consistent"];

function OwnFigure({ figure, none }: { figure?: Figure; none: string }) {
  return figure?.ok ? <FigureView figure={figure} unit="percent" /> : <None>{none}</None>;
}

function None({ children }: { children: string }) {
  return <span className="text-ink-faint text-xs">{children}</span>;
}
