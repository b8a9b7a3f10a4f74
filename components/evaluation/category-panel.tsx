import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { CandidateMark } from "../charts/candidate-mark";
import { FigureView } from "../review/figure-view";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { candidateIn } from "./candidate-in";

/** By category: each candidate's adjusted rate, and how often nobody won. */
export function CategoryPanel({ results }: { results: EvaluationResults }) {
  const { categories, candidates } = results;
  const candidate = candidateIn(results);
  return (
    <Panel title="By category" description="Adjusted rate against all others, with its 95 % interval over items.">
      <Table caption="Adjusted rates by category">
        <thead>
          <tr>
            <HeadCell>Category</HeadCell>
            {candidates.map(({ id }) => (
              <HeadCell key={id}>
                <CandidateMark position={candidate(id).position} className="mr-1.5" />
                {candidate(id).name}
              </HeadCell>
            ))}
            <HeadCell>Ties</HeadCell>
          </tr>
        </thead>
        <tbody>
          {categories.map(({ category, winRates, ties }) => (
            <Row key={category}>
              <Cell className="font-medium">{category || "–"}</Cell>
              {candidates.map(({ id }) => {
                const rate = winRates.find(({ candidateId }) => candidateId === id);
                return (
                  <Cell key={id}>
                    {rate ? (
                      <FigureView figure={rate.adjusted} unit="percent" />
                    ) : (
                      <span className="text-ink-faint text-xs">no votes</span>
                    )}
                  </Cell>
                );
              })}
              <Cell>
                <FigureView figure={ties} unit="percent" />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
