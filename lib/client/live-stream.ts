import type { InputOf } from "@/lib/contract/endpoints";
import { applyLiveFrame, isGap } from "@/lib/domain/apply-live-frame";
import type { LiveDialogue, LiveFrame } from "@/lib/domain/live";
import { call, urlOf } from "./call";
import { keepOpen } from "./kept-open";
import { openPageEvents, type Source } from "./page-events";

/** Which dialogues a page watches: some by id, those of a run, or all that are being written. */
export type LiveSubscription = NonNullable<InputOf<"events">["query"]>;

/** `reconnecting` after a break, `offline` once the browser knows there is no network or a few attempts failed. */
export type LiveState = "connecting" | "live" | "reconnecting" | "offline";

/** The outside world, passed in so that tests need neither a network nor a screen. */
export type LivePorts = {
  open: (url: string) => Source;
  /** Runs the callback before the next paint. */
  beforePaint: (paint: () => void) => void;
  refetch: (dialogueId: string) => Promise<LiveDialogue>;
};

const browser: LivePorts = {
  open: openPageEvents,
  beforePaint: (paint) => requestAnimationFrame(paint),
  refetch: (dialogueId) => call("getDialogue", { params: { dialogueId } }),
};

export type LiveStream = ReturnType<typeof createLiveStream>;

const firstDelayMs = 500;
const longestDelayMs = 15_000;
const offlineAfterFailures = 3;

/** Dialogues in sight that one frame draws anew: more would take longer than a frame has. */
const paintedAtOnce = 16;

/** The studio brings at most 500 at a time; what was not heard of for longest makes room. */
const mostHeld = 600;

/**
 * One event stream with all the dialogues of a page behind it. Frames are folded as they come; readers see a new state
 * at most once per painted frame, each dialogue apart, so that one token re-renders one tile.
 */
export function createLiveStream(subscription: LiveSubscription, ports: LivePorts = browser) {
  /** What was heard of last stands last. */
  const held = new Map<string, LiveDialogue>();
  const refetching = new Set<string>();
  let state: LiveState = "connecting";
  const screen = paintedInTime(held, ports.beforePaint);
  const line = keepOpen({
    open: () => ports.open(urlOf("events", { query: subscription })),
    onData: (data) => apply(JSON.parse(data)),
    onOpen: () => become("live"),
    onBreak: (failures) => become(failures >= offlineAfterFailures ? "offline" : "reconnecting"),
    waitMs: (failures) => Math.min(longestDelayMs, firstDelayMs * 2 ** failures) * (0.5 + Math.random() / 2),
  });

  function become(next: LiveState) {
    if (state === next) return;
    state = next;
    screen.paintSoon();
  }

  function apply(frame: LiveFrame) {
    const before = held.get(frame.id);
    const after = applyLiveFrame(before, frame);
    if (after && after !== before) {
      hold(frame.id, after);
      screen.paintSoon();
    }
    if (isGap(before, frame)) void fillGap(frame.id);
  }

  function hold(id: string, live: LiveDialogue) {
    held.delete(id);
    held.set(id, live);
    screen.changed.add(id);
    const [oldest] = held.keys();
    if (held.size <= mostHeld || oldest === undefined) return;
    held.delete(oldest);
    screen.changed.add(oldest);
  }

  async function fillGap(id: string) {
    if (refetching.has(id)) return;
    refetching.add(id);
    try {
      apply({ type: "snapshot", id, live: await ports.refetch(id) });
    } catch {
      // The stream goes on; the next frame of this dialogue shows the gap again and asks once more.
    } finally {
      refetching.delete(id);
    }
  }

  return {
    /** Opens the stream; returns what closes it. Dialogues held stay readable. */
    connect: line.connect,
    /** Tries again at once, e.g. when the browser says that the network is back. */
    wake() {
      if (state !== "live") line.wake();
    },
    /** Folds in what the page learned another way: a first read, the outcome of an act. */
    apply,
    subscribe: screen.subscribe,
    watch: screen.watch,
    get: screen.get,
    ids: screen.ids,
    state: (): LiveState => state,
  };
}

/** What readers see of the dialogues that are held: a new state at most once per painted frame. */
function paintedInTime(held: ReadonlyMap<string, LiveDialogue>, beforePaint: LivePorts["beforePaint"]) {
  const changed = new Set<string>();
  const painted = new Map<string, LiveDialogue>();
  const listeners = new Set<() => void>();
  const watchers = new Map<string, Set<() => void>>();
  let ids: readonly string[] = [];
  let waiting = false;

  function paintSoon() {
    if (waiting) return;
    waiting = true;
    beforePaint(paint);
  }

  /** Those that nobody looks at cost next to nothing; of those in sight a frame takes what it can bear. */
  function paint() {
    waiting = false;
    let room = paintedAtOnce;
    let isOther = false;
    for (const id of changed) {
      const inSight = watchers.get(id);
      if (inSight && room-- <= 0) continue;
      changed.delete(id);
      const live = held.get(id);
      isOther = (live ? !painted.has(id) : painted.has(id)) || isOther;
      if (live) painted.set(id, live);
      else painted.delete(id);
      for (const watcher of inSight ?? []) watcher();
    }
    if (isOther) ids = [...painted.keys()];
    for (const listener of listeners) listener();
    if (changed.size > 0) paintSoon();
  }

  return {
    /** Ids of what is to be painted anew. */
    changed,
    paintSoon,
    /** Tells of each paint: who is there, and how the stream stands. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Tells of one dialogue alone. */
    watch(id: string, watcher: () => void): () => void {
      const own = watchers.get(id) ?? new Set();
      watchers.set(id, own.add(watcher));
      return () => {
        own.delete(watcher);
        if (own.size === 0 && watchers.get(id) === own) watchers.delete(id);
      };
    },
    get: (id: string): LiveDialogue | undefined => painted.get(id),
    /** In order of arrival; the same array until one joins or makes room. */
    ids: (): readonly string[] => ids,
  };
}
