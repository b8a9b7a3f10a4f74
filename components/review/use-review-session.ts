"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { outboxOf, whilePainting } from "@/lib/client/browser-outbox";
import { call } from "@/lib/client/call";
import { createWorkSession, mostHeld, type SessionView, type WorkSession } from "@/lib/client/work-session";
import type { NothingToServe, ServedItem } from "@/lib/contract/endpoints/assignments";
import { useViewer } from "../layout/viewer-context";

import { isLost } from "./use-lease";

export type ReviewSession = WorkSession<ServedItem, NothingToServe>;
type ReviewView = SessionView<ServedItem, NothingToServe>;

const beginning: ReviewView = { current: null, ahead: [], reason: null, isWaiting: true, error: null };
const lookAgainMs = 15_000;

/** The person's way through a queue, from when the page opened. */
export function useReviewSession(queueId: string) {
  const { id: viewerId } = useViewer();
  const session = useMemo(
    () =>
      createWorkSession({
        placeOf: (item: ServedItem) => item.assignment.id,
        async claim(holding, includeSkipped) {
          if (holding.length > 0) await whilePainting();
          // Also what was answered before a reload and has not arrived: it is not to be judged again.
          const sent = outboxOf(viewerId)
            .view()
            .waiting.map(({ assignmentId }) => assignmentId);
          const held = [...new Set([...holding, ...sent])].slice(0, mostHeld);
          return call("claimItem", { params: { queueId }, body: { holding: held, includeSkipped } });
        },
      }),
    [queueId, viewerId],
  );
  // In step with the queue, and with a network that comes back.
  useEffect(() => {
    void session.start();
    window.addEventListener("online", session.retry);
    return () => window.removeEventListener("online", session.retry);
  }, [session]);
  const view = useSyncExternalStore(session.subscribe, session.view, () => beginning);
  useLookAgain(session, view.current === null && view.reason !== null);
  useLeasesAhead(session, view);
  return { session, view };
}

/** "Nothing left" is how the queue stands now, not for good: somebody's lease runs out, a lead adds more. */
function useLookAgain(session: ReviewSession, isIdle: boolean) {
  // In step with the queue while nothing of it is here.
  useEffect(() => {
    if (!isIdle) return;
    const look = () => document.visibilityState === "visible" && session.retry();
    const timer = setInterval(look, lookAgainMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [session, isIdle]);
}

/** Keeps the places of the items behind the current one for as long as the person is at that. */
function useLeasesAhead(session: ReviewSession, { current, ahead }: ReviewView) {
  const ids = ahead.filter(({ assignment }) => assignment.leaseUntil !== null).map(({ assignment }) => assignment.id);
  const key = ids.join();
  const isAtWork = current !== null;
  // In step with the studio's clock of leases.
  useEffect(() => {
    if (key === "" || !isAtWork) return;
    const renew = () => {
      if (document.visibilityState === "hidden") return;
      for (const assignmentId of key.split(","))
        call("renewAssignment", { params: { assignmentId } }).catch((error: unknown) => {
          if (isLost(error)) session.drop(assignmentId);
        });
    };
    const timer = setInterval(renew, renewAheadMs);
    return () => clearInterval(timer);
  }, [session, key, isAtWork]);
}

/** Leases last half a minute at least. */
const renewAheadMs = 20_000;
