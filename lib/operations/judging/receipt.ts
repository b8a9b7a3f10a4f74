import { must } from "@/lib/base/assert";
import type { BallotReceipt, RatingInstructions } from "@/lib/contract/endpoints/ballots";
import type { BallotRow } from "@/lib/data/judging/ballots";
import { readRaterProgress } from "@/lib/data/judging/progress";
import type { EvaluationSpec } from "@/lib/domain/judging/evaluation";

/** What a rater's browser is to know after a vote or a skip, so that it need not ask for anything else. */
export async function receiptOf(ballot: BallotRow, spec: EvaluationSpec): Promise<BallotReceipt> {
  const { id, evaluationId, status, ordinal, vote, revealedAt, seconds, leaseUntil } = ballot;
  const waiting = await waitingOf(evaluationId, ballot.personId, spec);
  const isRevealed = revealedAt !== null;
  return { id, evaluationId, status, number: ordinal + 1, vote, isRevealed, seconds, leaseUntil, waiting };
}

/** What waits for a rater in an evaluation, and what they did. */
export async function waitingOf(
  evaluationId: string,
  personId: string,
  { skipLimit }: Pick<EvaluationSpec, "skipLimit">,
): Promise<RatingInstructions["waiting"]> {
  const progressOfEach = await readRaterProgress([evaluationId], personId);
  const { takeable, voted, skipped } = must(progressOfEach.get(evaluationId), "what waits");
  return { takeable, voted, skipsLeft: Math.max(0, skipLimit - skipped) };
}
