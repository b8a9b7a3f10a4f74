import type { Round } from "../judging/candidate";
import { type Choice, outcomeOf, type PairOutcome } from "../judging/vote";
import { isBlank, type Preferences, type ShownContext, type ShownTurn } from "./preference";

/** Two answers of an evaluation to what a dialogue of the snapshot begins with, and all votes on them that count. */
export type JudgedComparison = {
  dialogueId: string;
  /** What both were asked under; empty where they were not asked under the same. */
  system: string;
  first: readonly Round[];
  second: readonly Round[];
  ballots: readonly { choice: Choice; rounds: readonly (Choice | null)[]; isSwapped: boolean }[];
  evaluationId: string;
  /** Leads left votes on texts that may name a model out of the figures: they are no signal, either. */
  openNamesLeftOut: boolean;
  /** Votes from files, each on one question, counted from 1. */
  imported: readonly { outcome: PairOutcome; turn: number }[];
};

/**
 * What most votes say of the first answers that differ: a pair where one is preferred, two bad texts where most find both
 * bad. A tie says nothing, and neither does a win alone that an answer is good. Only votes that are about these answers
 * count: on the whole where nothing comes after them, else on their round.
 */
export function signalsOfVotes(comparison: JudgedComparison): Preferences {
  const none: Preferences = { pairs: [], labels: [], opposed: { pairs: 0, labels: 0 } };
  const place = placeOf(comparison);
  if (!place) return none;
  const { context, first, second } = place;
  const said = { dialogueId: comparison.dialogueId, signals: ["vote"] as const, context };
  switch (mostVoted(outcomesAt(comparison, place))) {
    case "first":
      return { ...none, pairs: [{ ...said, chosen: first, rejected: second }] };
    case "second":
      return { ...none, pairs: [{ ...said, chosen: second, rejected: first }] };
    case "both_bad":
      return { ...none, labels: [first, second].map((completion) => ({ ...said, completion, label: false })) };
    case "opposed":
      return { ...none, opposed: { pairs: 1, labels: 0 } };
    default:
      return none;
  }
}

type Place = { context: ShownContext; first: ShownTurn; second: ShownTurn; round: number; isLast: boolean };

/** Where two lists of rounds part, when it is by an answer to the same question. */
function placeOf({ first, second, system }: JudgedComparison): Place | null {
  const round = first.findIndex(
    ({ user, assistant }, i) => user !== second[i]?.user || assistant !== second[i].assistant,
  );
  const [one, other] = [first[round], second[round]];
  if (!one || !other || one.user !== other.user) return null;
  const rounds = first.slice(0, round);
  if (
    [one.assistant, other.assistant, ...rounds.flatMap(({ user, assistant }) => [user, assistant]), one.user].some(
      isBlank,
    )
  )
    return null;
  if (one.assistant.trim() === other.assistant.trim()) return null;
  const before = rounds.flatMap(({ user, assistant }) => [said("user", user), said("assistant", assistant)]);
  const isLast = first.length === round + 1 && second.length === round + 1;
  const context = { system, turns: [...before, said("user", one.user)] };
  return {
    context,
    first: said("assistant", one.assistant),
    second: said("assistant", other.assistant),
    round,
    isLast,
  };
}

function said(speaker: ShownTurn["speaker"], text: string): ShownTurn {
  return { id: null, speaker, text, origin: null };
}

function outcomesAt({ ballots, imported }: JudgedComparison, { round, isLast }: Place): PairOutcome[] {
  const given = ballots.flatMap(({ choice, rounds, isSwapped }) => {
    const here = isLast ? choice : rounds[round];
    return here ? [outcomeOf(here, isSwapped)] : [];
  });
  return [...given, ...imported.filter(({ turn }) => turn === round + 1).map(({ outcome }) => outcome)];
}

/** What more votes say than anything else; `opposed` where as many prefer the one as the other, and most prefer one. */
function mostVoted(outcomes: readonly PairOutcome[]): PairOutcome | "opposed" | null {
  const votes = { first: 0, second: 0, tie: 0, both_bad: 0 };
  for (const outcome of outcomes) votes[outcome] += 1;
  const most = Math.max(...Object.values(votes));
  const leading = (Object.keys(votes) as PairOutcome[]).filter((outcome) => votes[outcome] === most);
  if (most > 0 && leading.length === 1) return leading[0] ?? null;
  return most > 0 && leading.includes("first") && leading.includes("second") ? "opposed" : null;
}
