import type { NothingToServe, ServedItem } from "@/lib/contract/endpoints/assignments";

export type Claimed = { item: ServedItem | null; reason: NothingToServe | null };

/** The one before the person, the one behind it, and why there is none. */
export type SessionView = {
  current: ServedItem | null;
  next: ServedItem | null;
  reason: NothingToServe | null;
  /** The first claim is under way, or the next item is wanted and not here yet. */
  isWaiting: boolean;
  error: Error | null;
};

export type SessionPorts = {
  /** Takes the next item that is not one of these. */
  claim: (holding: string[], includeSkipped: boolean) => Promise<Claimed>;
};

/**
 * One person's way through a queue. While an item is looked at the one behind it is fetched already, so that going on
 * paints it at once. Items that were left but whose answers may still be on their way are never taken again here.
 */
export function createReviewSession({ claim }: SessionPorts) {
  let view: SessionView = { current: null, next: null, reason: null, isWaiting: true, error: null };
  const watchers = new Set<() => void>();
  let left: string[] = [];
  let includeSkipped = false;
  let claiming = false;

  function show(change: Partial<SessionView>) {
    view = { ...view, ...change };
    for (const watcher of watchers) watcher();
  }

  /** Fetches until there is one to look at and one behind it, or no more. One claim at a time. */
  async function fetchAhead(): Promise<void> {
    if (claiming || (view.current && view.next)) return;
    claiming = true;
    try {
      const { item, reason } = await claim(holding(), includeSkipped);
      const isNew = item !== null && !holding().includes(item.assignment.id);
      if (!isNew) show({ reason, isWaiting: false, error: null });
      else if (view.current === null) show({ current: item, reason: null, isWaiting: false, error: null });
      else show({ next: item, reason: null, error: null });
      claiming = false;
      if (isNew) await fetchAhead();
    } catch (error) {
      show({ isWaiting: false, error: error instanceof Error ? error : new Error(String(error)) });
    } finally {
      claiming = false;
    }
  }

  /** The server takes at most five; the oldest of those left are surely answered by then. */
  function holding(): string[] {
    const held = [view.current, view.next].flatMap((item) => item?.assignment.id ?? []);
    return [...held, ...left.toReversed().filter((id) => !held.includes(id))].slice(0, 5);
  }

  return {
    start: fetchAhead,
    /** Leaves the current item behind and goes to the next one. */
    advance() {
      if (view.current) left = [...left, view.current.assignment.id].slice(-20);
      show({ current: view.next, next: null, isWaiting: view.next === null, error: null });
      void fetchAhead();
    },
    /** Puts an item before the person: one they come back to. The one that was there waits behind it. */
    goTo(item: ServedItem) {
      left = left.filter((id) => id !== item.assignment.id);
      const { current } = view;
      const same = current?.assignment.id === item.assignment.id;
      show({ current: item, next: same || current === null ? view.next : current, reason: null, isWaiting: false });
      void fetchAhead();
    },
    /** Also what they skipped. */
    takeSkipped() {
      includeSkipped = true;
      left = [];
      show({ isWaiting: true });
      void fetchAhead();
    },
    retry() {
      show({ error: null, isWaiting: view.current === null });
      void fetchAhead();
    },
    subscribe(watcher: () => void): () => void {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    view: () => view,
  };
}

export type ReviewSession = ReturnType<typeof createReviewSession>;
