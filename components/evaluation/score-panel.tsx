import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { FigureView } from "../review/figure-view";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { candidateIn } from "./candidate-in";

type Scores = EvaluationResults["scores"][number];

/** The table of MT-Bench: mean scores of one judge, overall and by category. */
export function ScorePanel({ scores, results }: { scores: Scores; results: EvaluationResults }) {
  const candidate = candidateIn(results);
  return (
    <Panel
      title={`Scores by ${scores.judge}`}
      description="Single answers graded 1 to 10; means with 95 % intervals over items. What could not be read is in no mean."
    >
      <Table caption={`Mean scores by ${scores.judge}`}>
        <thead>
          <tr>
            <HeadCell>Candidate</HeadCell>
            <HeadCell>Category</HeadCell>
            <HeadCell>Question 1</HeadCell>
            <HeadCell>Question 2</HeadCell>
            <HeadCell>Mean</HeadCell>
            <HeadCell numeric>Not readable</HeadCell>
          </tr>
        </thead>
        <tbody>
          {scores.rows.map(({ candidateId, category, first, second, mean, unreadable }) => (
            <Row key={`${candidateId}.${category}`} className={category === null ? "bg-sunken/60" : undefined}>
              <Cell className={category === null ? "font-medium" : "text-ink-faint"}>
                {candidate(candidateId).name}
              </Cell>
              <Cell>{category ?? "all"}</Cell>
              {[first, second, mean].map((figure, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three fixed columns.
                <Cell key={i}>
                  <FigureView figure={figure} />
                </Cell>
              ))}
              <Cell numeric>{unreadable}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
