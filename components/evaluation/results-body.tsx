import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { AgreementPanel } from "./agreement-panel";
import { CategoryPanel } from "./category-panel";
import { DuelPanel } from "./duel-panel";
import { RaterPanel } from "./rater-panel";
import { RatingPanel } from "./rating-panel";
import { ScorePanel } from "./score-panel";
import { TuringPanel } from "./turing-panel";
import { WinRatePanel } from "./win-rate-panel";

type ResultsBodyProps = { evaluationId: string; results: EvaluationResults };

/** All panels that this kind of evaluation has. */
export function ResultsBody({ evaluationId, results }: ResultsBodyProps) {
  if (results.kind === "turing")
    return (
      <>
        <TuringPanel results={results} />
        <RaterPanel results={results} />
      </>
    );
  return (
    <>
      <RatingPanel results={results} />
      <WinRatePanel results={results} />
      <DuelPanel evaluationId={evaluationId} results={results} />
      {results.categories.length > 1 && <CategoryPanel results={results} />}
      {results.scores.map((scores) => (
        <ScorePanel key={scores.source} scores={scores} results={results} />
      ))}
      <AgreementPanel results={results} />
      <RaterPanel results={results} />
    </>
  );
}
