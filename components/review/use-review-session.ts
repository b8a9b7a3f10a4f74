"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { call } from "@/lib/client/call";
import { createReviewSession, type SessionView } from "./review-session";

const beginning: SessionView = { current: null, next: null, reason: null, isWaiting: true, error: null };

/** The person's way through a queue, from when the page opened. */
export function useReviewSession(queueId: string) {
  const session = useMemo(
    () =>
      createReviewSession({
        claim: (holding, includeSkipped) =>
          call("claimItem", { params: { queueId }, body: { holding, includeSkipped } }),
      }),
    [queueId],
  );
  // In step with the queue, and with a network that comes back.
  useEffect(() => {
    void session.start();
    window.addEventListener("online", session.retry);
    return () => window.removeEventListener("online", session.retry);
  }, [session]);
  const view = useSyncExternalStore(session.subscribe, session.view, () => beginning);
  return { session, view };
}
