import { AppError } from "@/lib/base/app-error";
import type { Ballot, NothingToVote, RatingInstructions } from "@/lib/contract/endpoints/ballots";
import {
  claimGold,
  claimNew,
  claimRepeat,
  claimSkipped,
  claimTheirs,
  giveBackExpired,
  raterLock,
  readLeftovers,
} from "@/lib/data/judging/claim-ballot";
import { type EvaluationRow, findEvaluationToVote } from "@/lib/data/judging/evaluations";
import { type Queryable, transaction } from "@/lib/data/sql";
import { drawBallot, isSwappedAt } from "@/lib/domain/judging/draw-comparisons";
import { isRater, nameForRaters } from "@/lib/domain/judging/evaluation";
import type { Viewer } from "@/lib/domain/viewer";
import { viewBallot } from "./ballot-view";
import { waitingOf } from "./held-ballot";

/**
 * Serves the next comparison: one that is theirs already, one that they lost and that is free again, else as drawn a
 * gold one, a repeat with the sides exchanged, or the next free one. Skipped ones come again only when they are asked for.
 * Where names are told after the vote, nobody has two comparisons of one item, and none comes back.
 */
export async function claimBallot(
  viewer: Viewer,
  {
    evaluationId,
    holding,
    includeSkipped = false,
  }: { evaluationId: string; holding: string[]; includeSkipped?: boolean },
): Promise<{ ballot: Ballot | null; reason: NothingToVote | null }> {
  const evaluation = await openForRater(viewer, evaluationId);
  if (evaluation.status !== "open") return { ballot: null, reason: "paused" };
  if (evaluation.hasExpired) await giveBackExpired(evaluationId);
  const lock = raterLock({ evaluationId, personId: viewer.id });
  const claim = { personId: viewer.id, holding, includeSkipped };
  const id = await transaction((tx) => claimPlace(tx, evaluation, claim), { lock });
  if (!id) return { ballot: null, reason: await whyNothing(evaluation, viewer.id) };
  return { ballot: await viewBallot(id), reason: null };
}

/** What raters are told of an evaluation; drafts are not found. */
export async function readInstructions(viewer: Viewer, evaluationId: string): Promise<RatingInstructions> {
  const evaluation = await openForRater(viewer, evaluationId);
  const { id, status, spec } = evaluation;
  const name = nameForRaters(evaluation);
  const waiting = await waitingOf(id, viewer.id, spec);
  const { kind, instructions: text, criteria, byRound, strength, reveal } = spec;
  return { id, name, status, kind, text, criteria, byRound, strength, reveal, waiting };
}

async function openForRater(viewer: Viewer, id: string) {
  const evaluation = await findEvaluationToVote(id);
  if (!evaluation || evaluation.status === "draft") throw new AppError("not_found", "There is no such evaluation.");
  if (isRater(evaluation.spec, viewer.id)) return evaluation;
  throw new AppError("forbidden", "You do not vote in this evaluation. Ask a lead to add you to its raters.");
}

type Claim = { personId: string; holding: string[]; includeSkipped: boolean };

async function claimPlace(tx: Queryable, { id, seed, spec }: EvaluationRow, claim: Claim) {
  const { personId, holding, includeSkipped } = claim;
  const ask = { evaluationId: id, personId, leaseSeconds: spec.leaseSeconds, tellsNames: spec.reveal };
  const { id: theirs, served: ordinal } = await claimTheirs(tx, ask, holding);
  if (theirs) return theirs;
  const drawn = { ...ask, ordinal, isSwapped: isSwappedAt(seed, personId, ordinal) };
  const turn = drawBallot(seed, personId, ordinal, spec);
  return (
    (turn === "gold" ? await claimGold(tx, drawn) : null) ??
    (turn === "repeat" ? await claimRepeat(tx, drawn) : null) ??
    (await claimNew(tx, drawn, false)) ??
    (await claimNew(tx, drawn, true)) ??
    (includeSkipped ? await claimSkipped(tx, ask, holding) : null)
  );
}

async function whyNothing({ id, spec }: EvaluationRow, personId: string): Promise<NothingToVote> {
  const left = await readLeftovers({
    evaluationId: id,
    personId,
    leaseSeconds: spec.leaseSeconds,
    tellsNames: spec.reveal,
  });
  if (left.comparisons === 0) return "empty";
  if (left.skipped > 0) return "only_skipped";
  if (left.open > 0) return "waiting_on_others";
  if (left.ready < left.comparisons) return "waiting_on_answers";
  return left.others > 0 ? "your_part_done" : "all_done";
}
