import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { type BallotRow, findBallot } from "@/lib/data/judging/ballots";
import { type ComparisonRow, lockComparison } from "@/lib/data/judging/comparisons";
import { type EvaluationRow, findEvaluation } from "@/lib/data/judging/evaluations";
import type { Queryable } from "@/lib/data/sql";
import type { Viewer } from "@/lib/domain/viewer";

/** A rater's ballot with its comparison, both locked by the transaction: other changes of either wait for it. */
export type Place = { ballot: BallotRow; comparison: ComparisonRow; evaluation: EvaluationRow };

/** The viewer's own ballot. Others' are not found, so that nobody learns who votes on what. */
export async function openBallot(tx: Queryable, viewer: Viewer, ballotId: string): Promise<Place> {
  const seen = await ownBallot(viewer, ballotId, tx);
  const comparison = must(await lockComparison(tx, seen.comparisonId), "the comparison of a ballot");
  const evaluation = must(await findEvaluation(seen.evaluationId, tx), "its evaluation");
  return { comparison, evaluation, ballot: must(await findBallot(ballotId, tx), "the ballot") };
}

export async function ownBallot(viewer: Viewer, ballotId: string, on?: Queryable): Promise<BallotRow> {
  const ballot = await findBallot(ballotId, on);
  if (ballot?.personId !== viewer.id)
    throw new AppError("not_found", "This is no ballot of yours. Nothing was changed.");
  return ballot;
}

/** True where a vote needs no place: of a repeat and where the outcome is known. */
export function needsNoPlace({ ballot, comparison }: Pick<Place, "ballot" | "comparison">): boolean {
  return ballot.repeatsId !== null || comparison.gold !== null;
}
