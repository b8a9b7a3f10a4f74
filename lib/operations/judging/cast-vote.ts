import { AppError } from "@/lib/base/app-error";
import type { Ballot } from "@/lib/contract/endpoints/ballots";
import { type CastVote, clearVote, hasVote, insertVoteVersion, writeVote } from "@/lib/data/judging/ballots";
import { recountPlaces } from "@/lib/data/judging/comparisons";
import { listResponses } from "@/lib/data/judging/responses";
import { type Queryable, transaction } from "@/lib/data/sql";
import { checkVote } from "@/lib/domain/judging/vote";
import type { Viewer } from "@/lib/domain/viewer";
import { viewBallot } from "./ballot-view";
import { needsNoPlace, openBallot, ownBallot, type Place } from "./place";

/**
 * Takes a rater's vote, and what follows from it, in one transaction. The same vote again changes nothing; another one
 * is a change, kept in the history, until the names were told. Without a place left, or after the evaluation was
 * closed, it is kept as late and counts nowhere.
 */
export async function castVote(viewer: Viewer, ballotId: string, cast: CastVote): Promise<Ballot> {
  await transaction(async (tx) => {
    const place = await openBallot(tx, viewer, ballotId);
    if (!(await hasVote(tx, ballotId, cast.voteId))) await takeVote(tx, place, cast);
  });
  return viewBallot(await ownBallot(viewer, ballotId));
}

async function takeVote(tx: Queryable, place: Place, cast: CastVote): Promise<void> {
  const { ballot, comparison, evaluation } = place;
  if (ballot.revealedAt)
    throw new AppError("conflict", "The names were told after your vote, so it stays as it was. Nothing was changed.");
  if (evaluation.status === "closed" && ballot.vote)
    throw new AppError("conflict", "The evaluation was closed meanwhile, so your vote stays as it was.");
  const responses = await listResponses(comparison.itemId, tx);
  const rounds = [comparison.firstId, comparison.secondId].map((id) => responses.get(id ?? "")?.rounds.length ?? 0);
  const fields = checkVote(cast.vote, evaluation.spec, Math.max(...rounds));
  const [complaint] = Object.values(fields);
  if (complaint) throw new AppError("invalid", complaint, { fields });
  const status = counts(place) ? "voted" : "late";
  await writeVote(tx, ballot.id, status, cast);
  const event = status === "late" ? "late" : ballot.status === "voted" ? "changed" : "voted";
  await insertVoteVersion(tx, ballot.id, { event, ...cast });
  if (!needsNoPlace(place)) await recountPlaces(tx, comparison.id);
}

/** An assignment that they hold, or one whose lease they lost and that nobody else took. */
function counts(place: Place): boolean {
  const { ballot, comparison, evaluation } = place;
  if (evaluation.status === "closed") return false;
  if (ballot.status === "leased" || ballot.status === "voted" || needsNoPlace(place)) return true;
  return comparison.vacant > 0;
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
  return viewBallot(await ownBallot(viewer, ballotId));
}
