import { AppError } from "@/lib/base/app-error";
import type { Ballot, BallotReceipt } from "@/lib/contract/endpoints/ballots";
import { countSkips, leaseBallot, skipBallotRow } from "@/lib/data/judging/ballots";
import { lockRater } from "@/lib/data/judging/claim-ballot";
import { recountPlaces } from "@/lib/data/judging/comparisons";
import { transaction } from "@/lib/data/sql";
import type { Viewer } from "@/lib/domain/viewer";
import { viewBallot } from "./ballot-view";
import { holdBallot, needsNoPlace, openBallot, ownBallot, receiptOf } from "./held-ballot";

/** Gives the ballot to somebody else, at most as often as the evaluation allows. Skipping twice is one skip. */
export async function skipBallot(
  viewer: Viewer,
  ballotId: string,
  input: { reason: string; seconds: number },
): Promise<BallotReceipt> {
  const spec = await transaction(async (tx) => {
    const place = await openBallot(tx, viewer, ballotId);
    const { ballot, comparison, evaluation } = place;
    if (ballot.status === "skipped") return evaluation.spec;
    if (ballot.vote)
      throw new AppError("conflict", "You have voted here. Take the vote back first. Nothing was changed.");
    await lockRater(tx, { evaluationId: evaluation.id, personId: viewer.id });
    const skipped = await countSkips(tx, evaluation.id, viewer.id);
    if (skipped >= evaluation.spec.skipLimit)
      throw new AppError(
        "conflict",
        `You have skipped ${skipped}, and no more is allowed here. If neither is better, vote tie or both bad.`,
      );
    await skipBallotRow(tx, ballotId, input);
    if (!needsNoPlace(place)) await recountPlaces(tx, comparison.id);
    return evaluation.spec;
  });
  return receiptOf(await ownBallot(viewer, ballotId), spec);
}

/** Renews the lease, or takes it again where it ran out and nobody else took it. */
export async function renewBallot(viewer: Viewer, ballotId: string): Promise<Ballot> {
  await transaction(async (tx) => {
    const place = await holdBallot(tx, viewer, ballotId);
    const { ballot, comparison, evaluation } = place;
    if (ballot.vote) return;
    if (ballot.status !== "leased" && place.isGivenAway)
      throw new AppError(
        "conflict",
        "You have another comparison of the same item, and names are told. Go on with that.",
      );
    if (ballot.status !== "leased" && !needsNoPlace(place) && comparison.vacant === 0)
      throw new AppError(
        "conflict",
        "Your place was given to somebody else meanwhile. If you vote, the vote is kept but does not count.",
      );
    await leaseBallot(tx, ballotId, evaluation.spec.leaseSeconds);
    if (!needsNoPlace(place)) await recountPlaces(tx, comparison.id);
  });
  return viewBallot(ballotId);
}
