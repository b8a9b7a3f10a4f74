import type { ResultsQuery } from "@/lib/client/queries/judging-queries";
import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { AgreementPanel } from "./agreement-panel";
import { CategoryPanel } from "./category-panel";
import { HeadToHeadPanel } from "./head-to-head-panel";
import { RaterPanel } from "./rater-panel";
import { RatingPanel } from "./rating-panel";
import { ScorePanel } from "./score-panel";
import { StylePanel } from "./style-panel";
import { TuringPanel } from "./turing-panel";
import { WinRatePanel } from "./win-rate-panel";

type ResultsBodyProps = { evaluationId: string; results: EvaluationResults; query: ResultsQuery };

/** All panels that this kind of evaluation has. */
export function ResultsBody({ evaluationId, results, query }: ResultsBodyProps) {
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
      <HeadToHeadPanel evaluationId={evaluationId} results={results} />
      {results.kind === "answers" && <StylePanel evaluationId={evaluationId} results={results} query={query} />}
      {results.categories.length > 1 && <CategoryPanel results={results} />}
      {results.scores.map((scores) => (
        <ScorePanel key={scores.source} scores={scores} results={results} />
      ))}
      <AgreementPanel results={results} />
      <RaterPanel results={results} />
    </>
  );
}
