import type { NothingToServe, ServedItem } from "@/lib/contract/endpoints/assignments";

export type Claimed = { item: ServedItem | null; reason: NothingToServe | null };

/** The one before the person, those behind it, and why there is none. */
export type SessionView = {
  current: ServedItem | null;
  ahead: ServedItem[];
  reason: NothingToServe | null;
  /** The first claim is under way, or the next item is wanted and not here yet. */
  isWaiting: boolean;
  error: Error | null;
};

export type SessionPorts = {
  /** Takes the next item that is not one of these. */
  claim: (holding: string[], includeSkipped: boolean) => Promise<Claimed>;
};

/** So many wait behind the one that is looked at: work goes on for as many when the network is gone. */
const wantedAhead = 2;
/** As many as the studio lets a browser hold. */
export const mostHeld = 20;

/**
 * One person's way through a queue. While an item is looked at those behind it are fetched already, so that going on
 * paints the next at once. Items that were left but whose answers may still be on their way are never taken again here.
 */
export function createReviewSession({ claim }: SessionPorts) {
  let view: SessionView = { current: null, ahead: [], reason: null, isWaiting: true, error: null };
  const watchers = new Set<() => void>();
  let left: string[] = [];
  let includeSkipped = false;
  let claiming = false;

  function show(change: Partial<SessionView>) {
    view = { ...view, ...change };
    for (const watcher of watchers) watcher();
  }

  /** Fetches until there is one to look at and enough behind it, or no more. One claim at a time. */
  async function fetchAhead(): Promise<void> {
    if (claiming) return;
    claiming = true;
    try {
      while (view.current === null || view.ahead.length < wantedAhead) {
        const { item, reason } = await claim(holding(), includeSkipped);
        if (item === null || holding().includes(item.assignment.id)) {
          show({ reason, isWaiting: false, error: null });
          break;
        }
        if (view.current === null) show({ current: item, reason: null, isWaiting: false, error: null });
        else show({ ahead: [...view.ahead, item], reason: null, error: null });
      }
    } catch (error) {
      show({ isWaiting: false, error: error instanceof Error ? error : new Error(String(error)) });
    } finally {
      claiming = false;
    }
  }

  function holding(): string[] {
    const held = [view.current, ...view.ahead].flatMap((item) => item?.assignment.id ?? []);
    return [...held, ...left.toReversed().filter((id) => !held.includes(id))].slice(0, mostHeld);
  }

  return {
    start: fetchAhead,
    /** Leaves the current item behind and goes to the next one. */
    advance() {
      if (view.current) left = [...left, view.current.assignment.id].slice(-mostHeld);
      const [next = null, ...ahead] = view.ahead;
      show({ current: next, ahead, isWaiting: next === null, error: null });
      void fetchAhead();
    },
    /** Puts an item before the person: one they come back to. The one that was there waits behind it. */
    goTo(item: ServedItem) {
      const { id } = item.assignment;
      left = left.filter((other) => other !== id);
      const behind = [view.current, ...view.ahead].flatMap((held) => (held && held.assignment.id !== id ? [held] : []));
      show({ current: item, ahead: behind, reason: null, isWaiting: false, error: null });
      void fetchAhead();
    },
    /** Lets go of one that waits behind: its place went to somebody else. */
    drop(assignmentId: string) {
      show({ ahead: view.ahead.filter((item) => item.assignment.id !== assignmentId) });
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
      show({ error: null, isWaiting: view.current === null && view.reason === null });
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
