import { ClientError } from "./client-error";

/** Leases last half a minute at least. */
const renewMs = 20_000;

/** After a renewal that did not arrive. */
const againMs = 5_000;

/** What came of asking for more work: an item, or why there is none. */
export type Claimed<Item, Reason> = { item: Item | null; reason: Reason | null };

/** The one before the person, those behind it, and why there is none. */
export type SessionView<Item, Reason> = {
  current: Item | null;
  ahead: Item[];
  reason: Reason | null;
  /** The first claim is under way, or the next item is wanted and not here yet. */
  isWaiting: boolean;
  error: Error | null;
};

export type SessionPorts<Item, Reason> = {
  /** Takes the next item that is not one of these. */
  claim: (holding: string[], includeSkipped: boolean) => Promise<Claimed<Item, Reason>>;
  /** Names the person's place at an item. */
  placeOf: (item: Item) => string;
};

/** So many wait behind the one that is looked at: work goes on for as many when the network is gone. */
const wantedAhead = 2;
/** As many as the studio lets a browser hold. */
export const mostHeld = 20;

/**
 * One person's way through work that is handed out one by one. While an item is looked at those behind it are fetched already, so that going on
 * paints the next at once. Items that were left but whose answers may still be on their way are never taken again here.
 */
export function createWorkSession<Item, Reason>({ claim, placeOf }: SessionPorts<Item, Reason>) {
  let view: SessionView<Item, Reason> = { current: null, ahead: [], reason: null, isWaiting: true, error: null };
  const watchers = new Set<() => void>();
  let left: string[] = [];
  let includeSkipped = false;
  let claiming = false;

  function show(change: Partial<SessionView<Item, Reason>>) {
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
        if (item === null || holding().includes(placeOf(item))) {
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
    const held = [view.current, ...view.ahead].flatMap((item) => (item ? placeOf(item) : []));
    return [...held, ...left.toReversed().filter((id) => !held.includes(id))].slice(0, mostHeld);
  }

  return {
    start: fetchAhead,
    /** Leaves the current item behind and goes to the next one. */
    advance() {
      if (view.current) left = [...left, placeOf(view.current)].slice(-mostHeld);
      const [next = null, ...ahead] = view.ahead;
      show({ current: next, ahead, isWaiting: next === null, error: null });
      void fetchAhead();
    },
    /** Puts an item before the person: one they come back to. The one that was there waits behind it. */
    goTo(item: Item) {
      const id = placeOf(item);
      left = left.filter((other) => other !== id);
      const behind = [view.current, ...view.ahead].flatMap((held) => (held && placeOf(held) !== id ? [held] : []));
      show({ current: item, ahead: behind, reason: null, isWaiting: false, error: null });
      void fetchAhead();
    },
    /** Lets go of one that waits behind: its place went to somebody else. */
    drop(place: string) {
      show({ ahead: view.ahead.filter((item) => placeOf(item) !== place) });
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

export type WorkSession<Item, Reason> = ReturnType<typeof createWorkSession<Item, Reason>>;

/** True for a refusal that says the assignment is gone; no network is no loss. */
function isLost(error: unknown): error is ClientError {
  return error instanceof ClientError && ["conflict", "gone", "not_found", "forbidden"].includes(error.code);
}

type LeasePorts = {
  renew: (id: string) => Promise<unknown>;
  /** Active seconds of the person here: no lease is renewed for somebody who is away. */
  seconds: () => number;
  onKept: (id: string) => void;
  /** It went to somebody else; `why` in the studio's words. */
  onLost: (id: string, why: string) => void;
};

/** What is held, and when it runs out (ISO). */
type Held = { id: string; until: string };

/**
 * Keeps a person's leases as long as they are at work. A renewal that fails keeps what is held and is tried again
 * soon; only a refusal that says so is a loss.
 */
export function createLeases({ renew, seconds, onKept, onLost }: LeasePorts) {
  let held: Held[] = [];
  let renewedAt = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;

  async function renewOne(id: string): Promise<boolean> {
    try {
      await renew(id);
      if (isHeld(id)) onKept(id);
      return true;
    } catch (error) {
      if (!isLost(error)) return false;
      if (isHeld(id)) onLost(id, error.message);
      return true;
    }
  }

  function isHeld(id: string): boolean {
    return held.some((one) => one.id === id);
  }

  /** Renews what is held, unless the person has done nothing since. */
  async function renewAll(): Promise<void> {
    clearTimeout(timer);
    const now = seconds();
    const isAway = now === renewedAt;
    renewedAt = now;
    const answers = isAway ? [] : await Promise.all(held.map(({ id }) => renewOne(id)));
    const isMissed = answers.includes(false);
    if (isMissed) renewedAt = -1;
    clearTimeout(timer);
    if (isOpen) timer = setTimeout(renewAll, isMissed ? againMs : renewMs);
  }

  return {
    /** From now on these. One that is about to run out is renewed at once. */
    hold(next: Held[]): void {
      const isLate = next.some(({ id, until }) => !isHeld(id) && Date.parse(until) - Date.now() < 2 * renewMs);
      held = next;
      if (!isLate || !isOpen) return;
      renewedAt = -1;
      void renewAll();
    },
    renewAll,
    /** Begins; the function that is returned ends it. */
    open(): () => void {
      isOpen = true;
      timer = setTimeout(renewAll, renewMs);
      return () => {
        isOpen = false;
        clearTimeout(timer);
      };
    },
  };
}
