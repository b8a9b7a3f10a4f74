import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { ComparisonView } from "@/lib/contract/endpoints/comparisons";
import { type ComparisonRow, findComparison, lockComparison, setGoldOutcome } from "@/lib/data/judging/comparisons";
import { findEvaluationItem } from "@/lib/data/judging/items";
import { listJudgmentsOn } from "@/lib/data/judging/judgments";
import { listResponses } from "@/lib/data/judging/responses";
import { listLeftOut } from "@/lib/data/judging/rulings";
import { listVotes } from "@/lib/data/judging/votes";
import { transaction } from "@/lib/data/sql";
import { outcomeOf } from "@/lib/domain/judging/vote";
import type { Viewer } from "@/lib/domain/viewer";
import { openResults } from "./read-evaluation";

/** A comparison with all that people and judges said of it. */
export async function readComparison(viewer: Viewer, id: string): Promise<ComparisonView> {
  const comparison = await findComparison(id);
  if (!comparison) throw new AppError("not_found", "There is no such comparison.");
  const { spec } = await openResults(viewer, comparison.evaluationId);
  const { itemId, firstId, secondId, gold } = comparison;
  const [item, responses, votes, judgments, leftOut] = await Promise.all([
    findEvaluationItem(itemId),
    listResponses(itemId),
    listVotes({ comparisonId: id }),
    listJudgmentsOn(itemId, [firstId, secondId]),
    listLeftOut(comparison.evaluationId),
  ]);
  const isLeftOut = (id: string | null) => leftOut.some((one) => one.id === id);
  const side = (candidateId: string) => ({ candidateId, rounds: responses.get(candidateId)?.rounds ?? [] });
  return {
    id,
    item: must(item, "its item"),
    gold,
    first: side(firstId),
    second: secondId === null ? null : side(secondId),
    votes: votes.map(({ ballotId, personId, personName, isSwapped, repeatsId, vote, seconds, votedAt }) => ({
      ballotId,
      person: { id: personId, name: personName },
      isSwapped,
      isRepeat: repeatsId !== null,
      isLeftOut: isLeftOut(personId),
      outcome: vote.kind === "turing" ? vote.choice : outcomeOf(vote.choice, isSwapped),
      vote,
      seconds,
      votedAt: votedAt.toISOString(),
    })),
    judgments: judgments.map((row) => ({
      judgeRunId: row.judgeRunId,
      judge: row.judge,
      turn: spec.kind === "answers" ? row.turn : null,
      game: row.game,
      candidateId: row.secondId === null ? row.firstId : null,
      verdict: row.verdict,
      score: row.score,
      text: row.text,
      isLeftOut: isLeftOut(row.judgeRunId) || isLeftOut(row.importId),
      error: row.error,
    })),
  };
}

/** Gives a comparison a known outcome, or takes that away; the votes on it stay and count accordingly. */
export async function setComparisonGold(viewer: Viewer, id: string, gold: string | null): Promise<ComparisonView> {
  await transaction(async (tx) => {
    const comparison = await lockComparison(tx, id);
    if (!comparison) throw new AppError("not_found", "There is no such comparison. Nothing was changed.");
    checkGold(comparison, gold);
    await setGoldOutcome(tx, id, gold);
  });
  return readComparison(viewer, id);
}

function checkGold({ secondId }: ComparisonRow, gold: string | null): void {
  const isOfOne = gold === "human" || gold === "simulated";
  if (gold === null || isOfOne === (secondId === null)) return;
  const message =
    secondId === null ? "Here the outcome is human or simulated." : "Here the outcome is about two sides.";
  throw new AppError("invalid", `${message} Nothing was changed.`, { fields: { gold: message } });
}
