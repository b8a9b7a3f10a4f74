import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { Ballot, Reveal } from "@/lib/contract/endpoints/ballots";
import { markRevealed, writeAfterword } from "@/lib/data/judging/ballots";
import { listCandidates } from "@/lib/data/judging/candidates";
import { findComparison } from "@/lib/data/judging/comparisons";
import { findEvaluationItem } from "@/lib/data/judging/items";
import { type JudgmentRow, listJudgmentsOn } from "@/lib/data/judging/judgments";
import { namesToHide } from "@/lib/data/judging/shown";
import { transaction } from "@/lib/data/sql";
import type { Viewer } from "@/lib/domain/viewer";
import { viewBallot } from "./ballot-view";
import { type HeldBallot, openBallot, ownBallot } from "./held-ballot";
import { hiddenNames } from "./hidden-names";

/** A right answer to what the ballot asks about, where one is known. */
export async function readReference(viewer: Viewer, ballotId: string): Promise<{ reference: string[] }> {
  const { comparisonId } = await ownBallot(viewer, ballotId);
  const comparison = must(await findComparison(comparisonId), "the comparison of a ballot");
  const item = must(await findEvaluationItem(comparison.itemId), "the item of a ballot");
  if (!item.reference) throw new AppError("not_found", "No reference is known for this item.");
  return { reference: item.reference };
}

/**
 * Tells a rater after the vote what model judges said, and where the evaluation allows it who was who. From then on the
 * vote is final, whatever is asked afterwards.
 */
export async function revealBallot(viewer: Viewer, ballotId: string): Promise<Reveal> {
  const place = await transaction(async (tx) => {
    const opened = await openBallot(tx, viewer, ballotId);
    if (!opened.ballot.vote) throw new AppError("conflict", "Vote first. What is told afterwards would sway the vote.");
    await markRevealed(tx, ballotId);
    return opened;
  });
  const { ballot, comparison, evaluation } = place;
  const candidates = await listCandidates(evaluation.id);
  const find = (id: string | null) => candidates.find((candidate) => candidate.id === id);
  const [first, second] = [find(comparison.firstId), find(comparison.secondId)];
  const [left, right] = ballot.isSwapped ? [second, first] : [first, second];
  const told = evaluation.spec.reveal;
  const isTuring = comparison.secondId === null;
  return {
    left: told ? (left?.name ?? null) : null,
    right: told ? (right?.name ?? null) : null,
    truth: isTuring && told ? (first?.source.kind === "human" ? "human" : "simulated") : null,
    judges: await judgesOn(place, told ? [] : await namesToHide(evaluation.id)),
  };
}

/** Keeps what a rater thinks of the judges' reasons; the vote itself stays. */
export async function replyToJudge(viewer: Viewer, ballotId: string, afterword: unknown): Promise<Ballot> {
  await transaction(async (tx) => {
    const { ballot } = await openBallot(tx, viewer, ballotId);
    if (!ballot.revealedAt) throw new AppError("conflict", "Read the judges' reasons first, after your vote.");
    await writeAfterword(tx, ballotId, afterword);
  });
  const { id } = await ownBallot(viewer, ballotId);
  return viewBallot(id);
}

/** What judges said, in terms of the rater's sides; each pass and question for itself. */
async function judgesOn({ ballot, comparison, evaluation }: HeldBallot, hide: string[]): Promise<Reveal["judges"]> {
  const { itemId, firstId, secondId } = comparison;
  const rows = (await listJudgmentsOn(itemId, [firstId, secondId])).filter(({ status }) => status === "ready");
  const groups = new Map<string, JudgmentRow[]>();
  for (const row of rows)
    groups.set(`${row.judgeRunId} ${row.turn}`, [...(groups.get(`${row.judgeRunId} ${row.turn}`) ?? []), row]);
  return [...groups.values()].map((own) => {
    const [{ judge, turn, mode }] = own as [JudgmentRow];
    // The game in which the rater's left was the judge's A comes first, so that "A" reads as "left".
    const leftGame = ballot.isSwapped ? 2 : 1;
    const sorted = [...own].sort((a, b) => Number(b.game === leftGame) - Number(a.game === leftGame));
    const texts = sorted.map(({ text }) => (hide.length > 0 ? hiddenNames(hide).mask(text ?? "").text : (text ?? "")));
    const scoreOf = (id: string | null) => own.find((row) => row.firstId === id)?.score ?? null;
    const [leftId, rightId] = ballot.isSwapped ? [secondId, firstId] : [firstId, secondId];
    const score = mode === "single" ? { left: scoreOf(leftId), right: scoreOf(rightId) } : null;
    return {
      judge: hide.length > 0 ? "A judge" : judge,
      turn: evaluation.spec.kind === "answers" ? turn : null,
      choice: choiceOf(own, ballot.isSwapped),
      score,
      texts,
    };
  });
}

function choiceOf(own: readonly JudgmentRow[], isSwapped: boolean): "left" | "right" | "tie" | null {
  const verdicts = own.filter(({ game }) => game > 0).map(({ verdict }) => verdict);
  const [one, other] = verdicts;
  if (verdicts.length < 2 || !one || !other) return null;
  if (one !== other || one === "tie") return "tie";
  return (one === "first") === isSwapped ? "right" : "left";
}
