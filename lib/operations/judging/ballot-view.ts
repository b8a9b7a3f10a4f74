import { must } from "@/lib/base/assert";
import type { Ballot } from "@/lib/contract/endpoints/ballots";
import type { BallotRow } from "@/lib/data/judging/ballots";
import { listCandidates } from "@/lib/data/judging/candidates";
import { findComparison } from "@/lib/data/judging/comparisons";
import { findEvaluationItem } from "@/lib/data/judging/items";
import { listResponses } from "@/lib/data/judging/responses";
import { findModels } from "@/lib/data/models";
import { pool } from "@/lib/data/pool";
import type { Queryable } from "@/lib/data/sql";
import type { Candidate, Round } from "@/lib/domain/judging/candidate";
import { maskNames } from "@/lib/domain/judging/mask-names";

/**
 * A ballot as its rater sees it: two columns of text. Nothing that tells one candidate from another leaves this
 * function: no id, no name, no time, no token count; names within the answers are hidden.
 */
export async function viewBallot(row: BallotRow, on: Queryable = pool()): Promise<Ballot> {
  const comparison = must(await findComparison(row.comparisonId, on), "the comparison of a ballot");
  const item = must(await findEvaluationItem(comparison.itemId, on), "its item");
  const responses = await listResponses(item.id, on);
  const names = await namesToHide(row.evaluationId);
  const side = (candidateId: string) => hideNames(responses.get(candidateId)?.rounds ?? [], names);
  const first = side(comparison.firstId);
  const second = comparison.secondId === null ? null : side(comparison.secondId);
  const isAnswers =
    second !== null && item.turns.length > 0 && sharesQuestions(first.rounds, second.rounds, item.turns);
  return {
    id: row.id,
    evaluationId: row.evaluationId,
    status: row.status,
    number: row.ordinal + 1,
    category: item.category,
    question: isAnswers ? item.turns : [],
    left: row.isSwapped && second ? second : first,
    right: row.isSwapped && second ? first : second,
    hasReference: item.reference !== null,
    vote: row.vote,
    isRevealed: row.revealedAt !== null,
    seconds: row.seconds,
    leaseUntil: row.leaseUntil,
  };
}

/** True where both sides were asked the item's own questions, so that these stand above them once. */
function sharesQuestions(left: Round[], right: Round[], turns: string[]): boolean {
  const asked = (rounds: Round[]) => rounds.length <= turns.length && rounds.every(({ user }, i) => user === turns[i]);
  return asked(left) && asked(right);
}

function hideNames(rounds: Round[], names: string[]): { rounds: Round[]; isMasked: boolean } {
  let found = 0;
  const hidden = rounds.map(({ user, assistant }) => {
    const masked = maskNames(assistant, names);
    found += masked.found;
    return { user, assistant: masked.text };
  });
  return { rounds: hidden, isMasked: found > 0 };
}

/** What candidates and their models are called. */
export async function namesToHide(evaluationId: string): Promise<string[]> {
  const candidates = await listCandidates(evaluationId);
  const models = await findModels(candidates.flatMap(modelIdOf));
  const ofModels = [...models.values()].flatMap(({ name, upstreamModel }) => [name, upstreamModel]);
  return [...new Set([...candidates.map(({ name }) => name), ...ofModels])];
}

function modelIdOf({ source }: Candidate): string[] {
  return source.kind === "model" ? [source.modelId] : [];
}
