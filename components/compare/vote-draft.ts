import { keptDrafts } from "@/lib/client/kept-drafts";
import { isListOf, isOneOf, isRecordOf, isShape, isText } from "@/lib/client/stored";
import type { RatingInstructions } from "@/lib/contract/endpoints/ballots";
import type { Choice, Vote } from "@/lib/domain/judging/vote";

/** What a rater has said so far about the comparison before them. */
export type VoteDraft = {
  /** Per round, in order; null = not judged. */
  rounds: (Choice | null)[];
  criteria: Record<string, Choice>;
  strength: number | null;
  reason: string;
};

export type VoteAct =
  | { type: "round"; choice: Choice }
  | { type: "criterion"; key: string; choice: Choice | null }
  | { type: "strength"; strength: number }
  | { type: "reason"; reason: string }
  | { type: "back_a_round" };

export const emptyDraft: VoteDraft = { rounds: [], criteria: {}, strength: null, reason: "" };

const isChoice = isOneOf<Choice>("left", "right", "tie", "both_bad");

/** What raters have said in this browser and not sent, by ballot. */
export const voteDrafts = keptDrafts<VoteDraft>(
  "vote",
  isShape<VoteDraft>({
    rounds: isListOf(isOneOf<Choice | null>("left", "right", "tie", "both_bad", null)),
    criteria: isRecordOf(isChoice),
    strength: isOneOf(1, 2, 3, 4, 5, null),
    reason: isText,
  }),
);

/** True when a rater would lose something by leaving. */
export function hasWork({ rounds, criteria, strength, reason }: VoteDraft): boolean {
  return rounds.length > 0 || Object.keys(criteria).length > 0 || strength !== null || reason.trim() !== "";
}

export function voteReducer(draft: VoteDraft, act: VoteAct): VoteDraft {
  switch (act.type) {
    case "round":
      return { ...draft, rounds: [...draft.rounds, act.choice] };
    case "back_a_round":
      return { ...draft, rounds: draft.rounds.slice(0, -1) };
    case "criterion": {
      const { [act.key]: _, ...others } = draft.criteria;
      return { ...draft, criteria: act.choice === null ? others : { ...others, [act.key]: act.choice } };
    }
    // The same number again takes it back.
    case "strength":
      return { ...draft, strength: draft.strength === act.strength ? null : act.strength };
    case "reason":
      return { ...draft, reason: act.reason };
  }
}

/** Which round is judged now, from 0; null once the whole is. A single round is the whole. */
export function roundAt(
  { rounds }: VoteDraft,
  { byRound }: Pick<RatingInstructions, "byRound">,
  count: number,
): number | null {
  return byRound && count > 1 && rounds.length < count ? rounds.length : null;
}

/** The draft of a vote that is taken up again. */
export function draftOf(vote: Vote | null): VoteDraft {
  if (!vote) return emptyDraft;
  const { strength, reason } = vote;
  return vote.kind === "pair"
    ? { rounds: vote.rounds, criteria: vote.criteria, strength, reason }
    : { ...emptyDraft, strength, reason };
}

export type VoteVerdict = Choice | "human" | "simulated";

/** The vote as it is sent. */
export function voteOf(draft: VoteDraft, verdict: VoteVerdict): Vote {
  const { strength, reason, rounds, criteria } = draft;
  if (verdict === "human" || verdict === "simulated") return { kind: "turing", choice: verdict, strength, reason };
  return { kind: "pair", choice: verdict, rounds, criteria, strength, reason };
}
