import type { CandidateProgress } from "@/lib/contract/endpoints/evaluations";
import type { CandidateCounts } from "@/lib/data/judging/candidates";
import { maxAnswerTokens } from "@/lib/domain/judging/answer-sampling";
import type { Candidate } from "@/lib/domain/judging/candidate";
import type { EvaluationItem } from "@/lib/domain/judging/evaluation";
import { costOf, type Model } from "@/lib/domain/model";

const nothingYet = { ready: 0, missing: 0, failed: 0, failure: null, inputTokens: 0, outputTokens: 0, cost: 0 };

/** What a candidate has to show, and what its missing answers will take. */
export function progressOf(
  candidate: Candidate,
  counts: CandidateCounts | undefined,
  models: Map<string, Model>,
): CandidateProgress {
  if (!counts) return { ...candidate, ...nothingYet, estimate: null };
  const { candidateId: _, roundsMissing, roundsWritten, askedCharacters, answersBefore, ...own } = counts;
  const model = candidate.source.kind === "model" ? models.get(candidate.source.modelId) : undefined;
  return { ...candidate, ...own, estimate: model ? estimate(model, candidate, counts) : null };
}

/** Few enough that the estimate is rather too high: most texts have four. */
const charactersPerToken = 3;
/** Characters of roles and of the system text where none is set. */
const framing = 60;

type Owed = Pick<
  CandidateCounts,
  "roundsMissing" | "roundsWritten" | "inputTokens" | "outputTokens" | "askedCharacters" | "answersBefore"
>;

/** What somebody owes who has answered nothing yet: each round is asked with all before it. */
export function owedOn(items: readonly Pick<EvaluationItem, "turns">[]): Owed {
  let [roundsMissing, askedCharacters, answersBefore] = [0, 0, 0];
  for (const { turns } of items) {
    roundsMissing += turns.length;
    answersBefore += (turns.length * (turns.length - 1)) / 2;
    for (const [i, turn] of turns.entries()) askedCharacters += turn.length * (turns.length - i);
  }
  return { roundsMissing, roundsWritten: 0, inputTokens: 0, outputTokens: 0, askedCharacters, answersBefore };
}

/** What the missing rounds will take: as much each as those that are there, or the most that they may. */
export function estimate(
  model: Model,
  { source }: Pick<Candidate, "source">,
  counts: Owed,
): CandidateProgress["estimate"] {
  const { roundsMissing, roundsWritten, inputTokens, outputTokens } = counts;
  if (roundsWritten > 0) {
    const each = roundsMissing / roundsWritten;
    const usage = { promptTokens: inputTokens * each, completionTokens: outputTokens * each };
    const tokens = usage.promptTokens + usage.completionTokens;
    return { tokens, cost: costOf(model, usage), basis: "answers_so_far" };
  }
  const most = source.kind === "model" ? maxAnswerTokens(source.sampling, model.sampling) : 0;
  // A prompt holds the system text and the questions so far with their answers, of which each may be as long as allowed.
  const system = source.kind === "model" ? source.system.length + framing : 0;
  const characters = counts.askedCharacters + roundsMissing * system;
  const usage = {
    promptTokens: Math.ceil(characters / charactersPerToken) + counts.answersBefore * most,
    completionTokens: roundsMissing * most,
  };
  return { tokens: usage.promptTokens + usage.completionTokens, cost: costOf(model, usage), basis: "limits" };
}
