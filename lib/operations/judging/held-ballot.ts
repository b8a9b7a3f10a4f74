import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { BallotReceipt, RatingInstructions } from "@/lib/contract/endpoints/ballots";
import { type BallotRow, findBallot } from "@/lib/data/judging/ballots";
import { lockRater } from "@/lib/data/judging/claim-ballot";
import type { ComparisonRow } from "@/lib/data/judging/comparisons";
import { type Asked, holdComparisonOf, readPlace } from "@/lib/data/judging/places";
import { readRaterProgress } from "@/lib/data/judging/progress";
import type { Queryable } from "@/lib/data/sql";
import type { EvaluationSpec } from "@/lib/domain/judging/evaluation";
import type { Viewer } from "@/lib/domain/viewer";

/** A rater's ballot with its comparison, which the transaction has locked: other changes of either wait for it. */
export type HeldBallot = Asked & { comparison: ComparisonRow };

/** The viewer's own ballot. Others' are not found, so that nobody learns who votes on what. */
export async function openBallot(
  tx: Queryable,
  viewer: Viewer,
  ballotId: string,
  voteId: string | null = null,
): Promise<HeldBallot> {
  const comparison = await holdComparisonOf(tx, ballotId, viewer.id);
  if (!comparison) throw notTheirs();
  const asked = must(await readPlace(tx, ballotId, voteId), "the ballot");
  return Object.assign(asked, { comparison });
}

/**
 * {@link openBallot} for what may put a lost place to use again: where names are told, no other comparison of the item is
 * served to the viewer meanwhile.
 */
export async function holdBallot(
  tx: Queryable,
  viewer: Viewer,
  ballotId: string,
  voteId: string | null = null,
): Promise<HeldBallot> {
  const place = await openBallot(tx, viewer, ballotId, voteId);
  const { ballot, evaluation } = place;
  if (!evaluation.spec.reveal || ballot.status === "leased" || ballot.status === "voted") return place;
  await lockRater(tx, { evaluationId: evaluation.id, personId: viewer.id });
  return openBallot(tx, viewer, ballotId, voteId);
}

export async function ownBallot(viewer: Viewer, ballotId: string, on?: Queryable): Promise<BallotRow> {
  const ballot = await findBallot(ballotId, on);
  if (ballot?.personId !== viewer.id) throw notTheirs();
  return ballot;
}

function notTheirs(): AppError {
  return new AppError("not_found", "This is no ballot of yours. Nothing was changed.");
}

/** True where a vote needs no place: of a repeat and where the outcome is known. */
export function needsNoPlace({ ballot, comparison }: Pick<HeldBallot, "ballot" | "comparison">): boolean {
  return ballot.repeatsId !== null || comparison.gold !== null;
}

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
