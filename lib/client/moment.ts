export type MomentState<Parts> = { parts: Parts | null; hasFailed: boolean };

/** Code that a screen needs only later, all of it at one moment: when somebody writes, asks, or looks closer. */
export type Moment<Parts> = {
  /** What comes, in words: "the inspector". */
  what: string;
  /** Fetches it, once; again after a failure. */
  load: () => Promise<Parts>;
  /** The same, where nobody waits for it: what cannot be had now is asked for again where it is needed. */
  fetchAhead: () => void;
  state: () => MomentState<Parts>;
  subscribe: (watcher: () => void) => () => void;
};

/** @param fetchParts - a dynamic import: the bundler cuts a chunk for each */
export function createMoment<Parts>(what: string, fetchParts: () => Promise<Parts>): Moment<Parts> {
  let state: MomentState<Parts> = { parts: null, hasFailed: false };
  let underWay: Promise<Parts> | null = null;
  const watchers = new Set<() => void>();

  function show(parts: Parts | null, hasFailed: boolean) {
    state = { parts, hasFailed };
    for (const watcher of watchers) watcher();
  }

  async function fetchOnce(): Promise<Parts> {
    if (state.hasFailed) show(null, false);
    try {
      const parts = await fetchParts();
      show(parts, false);
      return parts;
    } catch (error) {
      underWay = null;
      show(null, true);
      throw error;
    }
  }

  function load() {
    underWay ??= fetchOnce();
    return underWay;
  }

  return {
    what,
    load,
    fetchAhead: () => void load().catch(() => undefined),
    state: () => state,
    subscribe(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
