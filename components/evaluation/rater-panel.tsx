import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { useMay } from "../layout/viewer-context";
import { FigureView } from "../review/figure-view";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { RulingButtons } from "./ruling-buttons";

type RaterPanelProps = { evaluationId: string; results: EvaluationResults };

/** Who voted, and how far that can be relied on. For a person to look at, never a verdict; whoever is left out stays here. */
export function RaterPanel({ evaluationId, results: { raters, gold, positions } }: RaterPanelProps) {
  const manages = useMay("evaluation.manage");
  if (raters.length === 0) return null;
  return (
    <Panel
      title="Raters"
      description="Seconds are active ones; the known outcomes are those that a lead marked. Whoever a lead leaves out is in no figure but their own."
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
            {manages && (
              <HeadCell>
                <span className="sr-only">Whether they count</span>
              </HeadCell>
            )}
          </tr>
        </thead>
        <tbody>
          {raters.map(({ id, name, votes, secondsEach, agreement, isLeftOut }) => (
            <Row key={id} className={isLeftOut ? "text-ink-faint" : undefined}>
              <Cell dir="auto" className="font-medium">
                {name} {isLeftOut && <Badge tone="warn">Left out</Badge>}
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
              {manages && (
                <Cell className="text-right">
                  <RulingButtons
                    evaluationId={evaluationId}
                    subject="rater"
                    id={id}
                    name={name}
                    isLeftOut={isLeftOut}
                  />
                </Cell>
              )}
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
