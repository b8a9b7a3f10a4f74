import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { FigureView } from "../review/figure-view";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";

/** Who voted, how long a vote took, and how often known outcomes were met. For a person to look at, never a verdict. */
export function RaterPanel({ results: { raters, gold } }: { results: EvaluationResults }) {
  if (raters.length === 0) return null;
  return (
    <Panel title="Raters" description="Seconds are active ones; the known outcomes are those that a lead marked.">
      <Table caption="Raters">
        <thead>
          <tr>
            <HeadCell>Person</HeadCell>
            <HeadCell numeric>Votes</HeadCell>
            <HeadCell numeric>Seconds a vote, median</HeadCell>
            <HeadCell>Known outcomes met</HeadCell>
          </tr>
        </thead>
        <tbody>
          {raters.map(({ id, name, votes, secondsEach }) => {
            const own = gold.find(({ person }) => person.id === id);
            return (
              <Row key={id}>
                <Cell>{name}</Cell>
                <Cell numeric>{formatNumber(votes)}</Cell>
                <Cell numeric>{secondsEach === null ? "–" : formatNumber(Math.round(secondsEach))}</Cell>
                <Cell>
                  {own ? (
                    <FigureView figure={own.accuracy} unit="percent" />
                  ) : (
                    <span className="text-ink-faint">none served</span>
                  )}
                </Cell>
              </Row>
            );
          })}
        </tbody>
      </Table>
    </Panel>
  );
}
