"use client";

import { useEffect, useReducer, useRef, useState } from "react";
import { voteOutboxOf } from "@/lib/client/browser-outbox";
import { useActiveSeconds } from "@/lib/client/use-active-clock";
import type { Ballot, RatingBrief } from "@/lib/contract/endpoints/ballots";
import { useViewer } from "../layout/viewer-context";
import { draftOf, roundAt, type Verdict, type VoteDraft, voteOf, voteReducer } from "./vote-draft";

/** So long a vote can be taken back as if it had not been given. */
export const graceMs = 600;

/** The vote on the comparison before the rater: what is said so far, and a verdict in its grace. */
export function useVote(ballot: Ballot, brief: RatingBrief, onSent: (verdict: Verdict) => void) {
  const { id: viewerId } = useViewer();
  const [draft, dispatch] = useReducer(voteReducer, null, () => readDraft(ballot.id) ?? draftOf(ballot.vote));
  /** Given, and not sent yet. */
  const [pending, setPending] = useState<Verdict | null>(null);
  const readSeconds = useActiveSeconds(ballot.id);
  const latest = useRef({ onSent, readSeconds });
  latest.current = { onSent, readSeconds };
  const rounds = Math.max(ballot.left.rounds.length, ballot.right?.rounds.length ?? 0);
  const round = roundAt(draft, brief, rounds);

  // In step with this browser's storage: a reload costs nothing that was typed.
  useEffect(() => keepDraft(ballot.id, draft), [ballot.id, draft]);

  // In step with the clock of the grace; whatever changes the vote meanwhile begins it anew.
  useEffect(() => {
    if (pending === null) return;
    const timer = setTimeout(() => {
      const body = {
        voteId: crypto.randomUUID(),
        vote: voteOf(draft, pending),
        seconds: ballot.seconds + latest.current.readSeconds(),
      };
      const { id: ballotId, evaluationId } = ballot;
      voteOutboxOf(viewerId).put({ id: body.voteId, at: Date.now(), ballotId, evaluationId, body });
      forgetDraft(ballotId);
      latest.current.onSent(pending);
    }, graceMs);
    return () => clearTimeout(timer);
  }, [pending, draft, ballot, viewerId]);

  return {
    ...{ ballot, brief, draft, dispatch, pending, rounds, round },
    /** The verdict on the round in view, or on the whole. */
    choose(verdict: Verdict) {
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

const keyOf = (ballotId: string) => `realchat.vote.${ballotId}`;

/** Puts a draft in place, before its comparison is shown again or while it is worked on. */
export function keepDraft(ballotId: string, draft: VoteDraft): void {
  try {
    localStorage.setItem(keyOf(ballotId), JSON.stringify(draft));
  } catch {
    // Private windows and full disks may refuse; the page holds it as long as it is open.
  }
}

function forgetDraft(ballotId: string): void {
  try {
    localStorage.removeItem(keyOf(ballotId));
  } catch {
    // Where nothing can be kept, nothing need be removed.
  }
}

function readDraft(ballotId: string): VoteDraft | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(ballotId)) ?? "null");
  } catch {
    return null;
  }
}
