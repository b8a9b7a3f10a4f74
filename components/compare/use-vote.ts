"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { OutboxEntry } from "@/lib/client/browser-outbox";
import { keptDrafts } from "@/lib/client/kept-drafts";
import { projectHere } from "@/lib/client/project-here";
import { isListOf, isOneOf, isRecordOf, isShape, isText } from "@/lib/client/stored";
import { useActiveSeconds } from "@/lib/client/use-active-clock";
import type { Ballot, RatingInstructions } from "@/lib/contract/endpoints/ballots";
import type { Choice, Vote } from "@/lib/domain/judging/vote";
import { useKeptDraft } from "../annotation/use-kept-draft";

/** So long a vote can be taken back as if it had not been given. */
export const graceMs = 600;

/** The vote on the comparison before the rater: what is said so far, and a verdict in its grace. */
export function useVote(ballot: Ballot, instructions: RatingInstructions, onSend: (entry: OutboxEntry) => void) {
  const { id: ballotId, evaluationId } = ballot;
  const place = { drafts: voteDrafts, id: ballotId, served: draftOf(ballot.vote) };
  const [draft, dispatch] = useKeptDraft(voteReducer, place);
  /** Given, and not sent yet. */
  const [pending, setPending] = useState<VoteVerdict | null>(null);
  /** The criterion in turn, by its place. */
  const [turn, setTurn] = useState(0);
  /** Why it is skipped is asked only where something was said already. */
  const [isSkipping, setSkipping] = useState(false);
  const readSeconds = useActiveSeconds(ballotId);
  const rounds = Math.max(ballot.left.rounds.length, ballot.right?.rounds.length ?? 0);
  const round = roundAt(draft, instructions, rounds);
  const criterion = instructions.criteria[turn % Math.max(1, instructions.criteria.length)]?.key ?? null;
  const nextCriterion = () => setTurn((before) => before + 1);
  const about = (id: string) => ({ id, ballotId, evaluationId, at: Date.now(), project: projectHere() });
  const seconds = () => ballot.seconds + readSeconds();

  const cast = useEffectEvent((vote: Vote) => {
    const voteId = crypto.randomUUID();
    onSend({ ...about(voteId), kind: "vote", body: { voteId, vote, seconds: seconds() } });
    voteDrafts.forget(ballotId);
  });
  // Gives the vote when its grace is over; any change of the vote restarts the clock.
  useEffect(() => {
    if (pending === null) return;
    const timer = setTimeout(() => cast(voteOf(draft, pending)), graceMs);
    return () => clearTimeout(timer);
  }, [pending, draft]);

  return {
    ballot,
    instructions,
    draft,
    dispatch,
    pending,
    rounds,
    round,
    criterion,
    nextCriterion,
    /** What keys say of the criterion in turn; the next one is in turn then. */
    judgeCriterion(choice: Choice) {
      if (criterion === null) return;
      dispatch({ type: "criterion", key: criterion, choice });
      nextCriterion();
    },
    isSkipping,
    setSkipping,
    hasWork: hasWork(draft),
    /** Gives the comparison to somebody else; what was said of it is kept in this browser. */
    skip(reason = "") {
      onSend({ ...about(crypto.randomUUID()), kind: "skip_ballot", body: { reason, seconds: seconds() } });
    },
    /** The verdict on the round in view, or on the whole. */
    choose(verdict: VoteVerdict) {
      if (round !== null && verdict !== "human" && verdict !== "simulated")
        dispatch({ type: "round", choice: verdict });
      else setPending(verdict);
    },
    /** Takes back the verdict in its grace, or the last round; false when there is neither. */
    takeBack(): boolean {
      if (pending !== null) setPending(null);
      else if (draft.rounds.length > 0) dispatch({ type: "back_a_round" });
      else return false;
      return true;
    },
  };
}

export type VoteState = ReturnType<typeof useVote>;

/** What a rater has said so far about the comparison before them. */
type VoteDraft = {
  /** Per round, in order; null = not judged. */
  rounds: (Choice | null)[];
  criteria: Record<string, Choice>;
  strength: number | null;
  reason: string;
};

type VoteAct =
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
