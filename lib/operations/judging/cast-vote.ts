import { AppError } from "@/lib/base/app-error";
import type { Ballot, BallotReceipt } from "@/lib/contract/endpoints/ballots";
import { type BallotRow, clearVote, insertVoteVersion } from "@/lib/data/judging/ballots";
import { writeVote } from "@/lib/data/judging/places";
import { type Queryable, transaction } from "@/lib/data/sql";
import { checkVote, type Vote } from "@/lib/domain/judging/vote";
import type { Viewer } from "@/lib/domain/viewer";
import { viewBallot } from "./ballot-view";
import { type HeldBallot, holdBallot, needsNoPlace, openBallot, receiptOf } from "./held-ballot";

type Cast = { vote: Vote; voteId: string; seconds: number };

/**
 * Takes a rater's vote, and what follows from it, in one transaction. The same vote again changes nothing; another one
 * is a change, kept in the history, until the names were told. Without a place left, after the evaluation was
 * closed, or once another comparison told the names, it is kept as late and counts nowhere.
 */
export async function castVote(viewer: Viewer, ballotId: string, cast: Cast): Promise<BallotReceipt> {
  const { ballot, evaluation } = await transaction(async (tx) => {
    const place = await holdBallot(tx, viewer, ballotId, cast.voteId);
    if (!place.isKnown) place.ballot = await takeVote(tx, place, cast);
    return place;
  });
  return receiptOf(ballot, evaluation.spec);
}

async function takeVote(tx: Queryable, place: HeldBallot, cast: Cast): Promise<BallotRow> {
  const { ballot, evaluation, rounds } = place;
  if (ballot.revealedAt)
    throw new AppError("conflict", "The names were told after your vote, so it stays as it was. Nothing was changed.");
  if (evaluation.status === "closed" && ballot.vote)
    throw new AppError("conflict", "The evaluation was closed meanwhile, so your vote stays as it was.");
  if (place.isTold && ballot.vote)
    throw new AppError("conflict", "You were told the names of this item meanwhile, so your vote stays as it was.");
  const fields = checkVote(cast.vote, evaluation.spec, rounds);
  const [complaint] = Object.values(fields);
  if (complaint) throw new AppError("invalid", complaint, { fields });
  const status = counts(place) ? "voted" : "late";
  const event = status === "late" ? "late" : ballot.status === "voted" ? "changed" : "voted";
  const { vote, voteId } = cast;
  const seconds = await writeVote(tx, { ballotId: ballot.id, vote, voteId, seconds: cast.seconds, status, event });
  return Object.assign(ballot, { status, vote, voteId, seconds, leaseUntil: null });
}

/** A place that they hold, or one whose lease they lost and that nobody else took; none where they may know the names. */
function counts(place: HeldBallot): boolean {
  const { ballot, comparison, evaluation } = place;
  if (evaluation.status === "closed" || place.isTold) return false;
  if (ballot.status === "leased" || ballot.status === "voted" || needsNoPlace(place)) return true;
  return comparison.vacant > 0 && !place.isGivenAway;
}

/** Undoes a vote: the comparison is before the rater again, and the vote stays in the history. */
export async function takeBackVote(viewer: Viewer, ballotId: string): Promise<Ballot> {
  await transaction(async (tx) => {
    const { ballot, evaluation } = await openBallot(tx, viewer, ballotId);
    if (ballot.revealedAt)
      throw new AppError("conflict", "The names were told after your vote, so it stays. Nothing was changed.");
    if (evaluation.status === "closed")
      throw new AppError("conflict", "The evaluation was closed meanwhile, so your vote stays as it was.");
    if (ballot.status !== "voted") return;
    await clearVote(tx, ballotId, evaluation.spec.leaseSeconds);
    const { vote, voteId, seconds } = ballot;
    await insertVoteVersion(tx, ballotId, { event: "taken_back", vote, voteId, seconds });
  });
  return viewBallot(ballotId);
}
