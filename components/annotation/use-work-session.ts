"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { outboxOf, subjectOf, whilePainting, workOf } from "@/lib/client/browser-outbox";
import { useActiveSeconds } from "@/lib/client/use-active-clock";
import {
  createLeases,
  createWorkSession,
  mostHeld,
  type SessionView,
  type WorkSession,
} from "@/lib/client/work-session";
import { useViewer } from "../layout/viewer-context";
import type { Work } from "./work";

const beginning = { current: null, ahead: [], reason: null, isWaiting: true, error: null };
const lookAgainMs = 15_000;

/**
 * A person's way through work, from when the page opened: the item before them, those fetched behind it, and whether
 * the one before them has gone to somebody else, in the studio's words.
 */
export function useWorkSession<Item, Reason>(work: Work<Item, Reason>) {
  const { id: viewerId } = useViewer();
  const session = useMemo(
    () =>
      createWorkSession<Item, Reason>({
        placeOf: work.idOf,
        async claim(holding, includeSkipped) {
          if (holding.length > 0) await whilePainting();
          // Also what was done before a reload and has not arrived: it is not to be judged again.
          const { waiting } = outboxOf(viewerId).view();
          const sent = waiting.filter((entry) => workOf(entry) === work.id).map(subjectOf);
          return work.claim([...new Set([...holding, ...sent])].slice(0, mostHeld), includeSkipped);
        },
      }),
    [work, viewerId],
  );
  // In step with the work, and with a network that comes back.
  useEffect(() => {
    void session.start();
    window.addEventListener("online", session.retry);
    return () => window.removeEventListener("online", session.retry);
  }, [session]);
  const view: SessionView<Item, Reason> = useSyncExternalStore(session.subscribe, session.view, () => beginning);
  useLookAgain(session, view.current === null && view.reason !== null);
  const lost = useLeases(session, view, work);
  return { session, view, lost };
}

/** "Nothing left" is how the work stands now, not for good: somebody's lease runs out, a lead adds more. */
function useLookAgain<Item, Reason>(session: WorkSession<Item, Reason>, isIdle: boolean) {
  // In step with the work while nothing of it is here.
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

/** Keeps what is before the person and behind it theirs. Returns why the one before them is theirs no longer. */
function useLeases<Item, Reason>(
  session: WorkSession<Item, Reason>,
  { current, ahead }: SessionView<Item, Reason>,
  { id, idOf, leaseOf, renew }: Work<Item, Reason>,
): string | null {
  const seconds = useActiveSeconds(id);
  const [lost, setLost] = useState<ReadonlyMap<string, string>>(new Map());
  const leases = useMemo(() => {
    const say = (id: string, why: string | null) =>
      setLost((before) => (why === (before.get(id) ?? null) ? before : changed(before, id, why)));
    return createLeases({
      renew,
      seconds,
      onKept: (id) => say(id, null),
      onLost(id, why) {
        say(id, why);
        session.drop(id);
      },
    });
  }, [session, renew, seconds]);

  // In step with the studio's clock of leases, and with a network that comes back.
  useEffect(() => {
    const close = leases.open();
    window.addEventListener("online", leases.renewAll);
    document.addEventListener("visibilitychange", leases.renewAll);
    return () => {
      close();
      window.removeEventListener("online", leases.renewAll);
      document.removeEventListener("visibilitychange", leases.renewAll);
    };
  }, [leases]);
  // In step with what is held.
  useEffect(() => {
    const items = current === null ? ahead : [current, ...ahead];
    leases.hold(
      items.flatMap((item) => {
        const until = leaseOf(item);
        return until === null ? [] : [{ id: idOf(item), until }];
      }),
    );
  }, [leases, current, ahead, idOf, leaseOf]);

  return current === null ? null : (lost.get(idOf(current)) ?? null);
}

function changed(before: ReadonlyMap<string, string>, id: string, why: string | null): ReadonlyMap<string, string> {
  const after = new Map(before);
  if (why === null) after.delete(id);
  else after.set(id, why);
  return after;
}
