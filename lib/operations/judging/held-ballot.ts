import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { type BallotRow, findBallot } from "@/lib/data/judging/ballots";
import { lockRater } from "@/lib/data/judging/claim-ballot";
import type { ComparisonRow } from "@/lib/data/judging/comparisons";
import { type Asked, holdComparisonOf, readPlace } from "@/lib/data/judging/places";
import type { Queryable } from "@/lib/data/sql";
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
