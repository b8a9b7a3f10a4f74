"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { voteOutboxOf, whilePainting } from "@/lib/client/browser-outbox";
import { call } from "@/lib/client/call";
import { createWorkSession, mostHeld, type SessionView, type WorkSession } from "@/lib/client/work-session";
import type { Ballot, NothingToVote } from "@/lib/contract/endpoints/ballots";
import { useViewer } from "../layout/viewer-context";

export type BallotSession = WorkSession<Ballot, NothingToVote>;
type BallotView = SessionView<Ballot, NothingToVote>;

const beginning: BallotView = { current: null, ahead: [], reason: null, isWaiting: true, error: null };
const lookAgainMs = 15_000;
const renewMs = 20_000;

/** The rater's way through an evaluation, from when the page opened; the next comparisons are fetched ahead. */
export function useBallots(evaluationId: string) {
  const { id: viewerId } = useViewer();
  const session = useMemo(
    () =>
      createWorkSession<Ballot, NothingToVote>({
        placeOf: ({ id }) => id,
        async claim(holding) {
          if (holding.length > 0) await whilePainting();
          // Also what was voted on before a reload and has not arrived: it is not to be judged again.
          const sent = voteOutboxOf(viewerId).view().waiting;
          const held = [...new Set([...holding, ...sent.map(({ ballotId }) => ballotId)])].slice(0, mostHeld);
          const { ballot, reason } = await call("claimBallot", { params: { evaluationId }, body: { holding: held } });
          return { item: ballot, reason };
        },
      }),
    [evaluationId, viewerId],
  );
  // In step with the evaluation, and with a network that comes back.
  useEffect(() => {
    void session.start();
    window.addEventListener("online", session.retry);
    return () => window.removeEventListener("online", session.retry);
  }, [session]);
  const view = useSyncExternalStore(session.subscribe, session.view, () => beginning);
  useLookAgain(session, view.current === null && view.reason !== null);
  useLeases(session, view);
  return { session, view };
}

/** "Nothing left" is how it stands now: an answer is written, somebody's lease runs out. */
function useLookAgain(session: BallotSession, isIdle: boolean) {
  // In step with the evaluation while nothing of it is here.
  useEffect(() => {
    if (!isIdle) return;
    const look = () => document.visibilityState === "visible" && session.retry();
    const timer = setInterval(look, lookAgainMs);
    return () => clearInterval(timer);
  }, [session, isIdle]);
}

/** Keeps the places of what is looked at and of what waits behind it. */
function useLeases(session: BallotSession, { current, ahead }: BallotView) {
  const key = [current, ...ahead].flatMap((ballot) => (ballot && !ballot.vote ? [ballot.id] : [])).join();
  // In step with the studio's clock of leases.
  useEffect(() => {
    if (key === "") return;
    const renew = () => {
      if (document.visibilityState === "hidden") return;
      for (const ballotId of key.split(","))
        call("renewBallot", { params: { ballotId } }).catch(() => {
          // One that was given to somebody else is told when the vote comes late; one that waits is let go.
          session.drop(ballotId);
        });
    };
    const timer = setInterval(renew, renewMs);
    return () => clearInterval(timer);
  }, [session, key]);
}
