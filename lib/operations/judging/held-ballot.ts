import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { type BallotRow, findBallot } from "@/lib/data/judging/ballots";
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
