import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { ChartFrame } from "../charts/chart-frame";
import { IntervalChart } from "../charts/interval-chart";
import { candidateIn, percent } from "./candidate-in";

/** How often each simulator's user was taken for a person, beside how often real ones were. */
export function TuringPanel({ results }: { results: EvaluationResults }) {
  const candidate = candidateIn(results);
  return (
    <ChartFrame
      title="Taken for a real person"
      fileName="taken-for-human"
      caption="Share of votes that called the dialogue's human real, with 95 % intervals over dialogues. A simulator is the better the nearer it comes to the real people beside it."
    >
      <IntervalChart
        label="Taken for a real person"
        format={percent}
        within={[0, 1]}
        even={0.5}
        rows={results.takenForHuman.map(({ candidateId, share, isHuman }) => {
          const { name, position } = candidate(candidateId);
          return {
            key: candidateId,
            label: isHuman ? `${name} (real)` : name,
            position,
            figure: share,
            note: share.ok ? `n ${share.n}` : undefined,
          };
        })}
      />
    </ChartFrame>
  );
}
