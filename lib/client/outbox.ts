import { ClientError, type ClientErrorCode } from "./client-error";

/** What waits in an outbox: kept in this browser until the studio has it. */
export type Sendable = {
  id: string;
  /** When it was done, in ms since the epoch: they go in this order. */
  at: number;
  /** It was sent and no reply came, so the studio may have it. */
  unsure?: boolean;
  /** Why it will not go by itself: a person must look at it. */
  problem?: string;
};

/** How sending stands: nothing waits; under way; no network; nobody signed in. */
export type OutboxState = "idle" | "sending" | "offline" | "signed_out";

export type OutboxPorts<One extends Sendable, Outcome> = {
  load: () => One[];
  /** Throws when the browser refuses to keep it; it stays in memory then. Each is kept apart, for tabs share this. */
  keep: (sent: One) => void;
  forget: (id: string) => void;
  /** What it is about: a newer one about the same takes its place. */
  placeOf: (sent: One) => string;
  /** Resolves with what came of it, with null where nobody is to be told. */
  send: (sent: One) => Promise<Outcome | null>;
  later: (work: () => void, ms: number) => void;
  /** One tab sends at a time. */
  alone: (work: () => Promise<void>) => Promise<void>;
};

/** What waits, how sending stands, and when something last arrived (ms since the epoch). */
export type OutboxView<One extends Sendable> = { waiting: One[]; state: OutboxState; savedAt: number | null };

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;
/** The studio or the way to it is in trouble: the same may be taken later. */
const passing: ClientErrorCode[] = ["offline", "internal", "rate_limited", "upstream"];

/**
 * Sends what people did in the order they did it, each until the studio has taken or refused it. The studio knows an
 * answer by its `answerId`, so sending one again after a lost reply changes nothing. A refused one stays, with why,
 * until a person has seen to it; the others go on.
 */
export function createOutbox<One extends Sendable, Outcome>(ports: OutboxPorts<One, Outcome>) {
  type Listener = (sent: One, outcome: Outcome) => void;
  const line = waitingLine(ports);
  let state: OutboxState = "idle";
  let savedAt: number | null = null;
  let delay = firstDelayMs;
  let flushing = false;
  let underWay: { place: string; done: Promise<boolean> } | null = null;
  const watchers = new Set<() => void>();
  const listeners = new Set<Listener>();
  let view: OutboxView<One> = { waiting: line.all(), state, savedAt };

  function show(next: OutboxState) {
    state = next;
    view = { waiting: line.all(), state, savedAt };
    for (const watcher of watchers) watcher();
  }

  async function flush(): Promise<void> {
    if (flushing) return;
    flushing = true;
    await ports.alone(sendAll).finally(() => {
      flushing = false;
    });
  }

  async function sendAll(): Promise<void> {
    line.look();
    for (let next = line.next(); next; next = line.next()) {
      show("sending");
      underWay = { place: ports.placeOf(next), done: sendOne(next) };
      const goesOn = await underWay.done;
      underWay = null;
      if (!goesOn) return;
    }
    show("idle");
  }

  async function sendOne(one: One): Promise<boolean> {
    try {
      const outcome = await ports.send(one);
      delay = firstDelayMs;
      savedAt = Date.now();
      line.drop(one.id);
      if (outcome !== null) for (const listener of listeners) listener(one, outcome);
      return true;
    } catch (error) {
      const code = error instanceof ClientError ? error.code : "internal";
      if (code !== "unauthenticated" && !passing.includes(code)) {
        line.keep({ ...one, problem: error instanceof Error ? error.message : "It was refused." });
        return true;
      }
      if (code !== "unauthenticated") line.keep({ ...one, unsure: true });
      show(code === "unauthenticated" ? "signed_out" : "offline");
      ports.later(() => void flush(), delay);
      delay = Math.min(longestDelayMs, delay * 2);
      return false;
    }
  }

  return {
    /** Takes what was done; it is kept at once and sent as soon as can be. A newer one about the same item replaces it. */
    put(one: One) {
      line.replace(one);
      show(state === "idle" ? "sending" : state);
      void flush();
    },
    /** Takes out what has not gone yet, once it is known whether it has; undefined when it has, or was never there. */
    async takeOut(place: string): Promise<One | undefined> {
      if (underWay?.place === place) await underWay.done;
      const found = line.take(place);
      show(line.all().length === 0 ? "idle" : state);
      return found;
    },
    flush,
    onSent: (listener: Listener) => joined(listeners, listener),
    subscribe: (watcher: () => void) => joined(watchers, watcher),
    view: () => view,
  };
}

/** What waits, oldest first: on this page and in the browser, which other tabs share. */
function waitingLine<One extends Sendable>(
  ports: Pick<OutboxPorts<One, unknown>, "load" | "keep" | "forget" | "placeOf">,
) {
  let waiting = ports.load();
  /** Kept in the browser at some time: when it is there no longer, another tab has seen to it. */
  const kept = new Set(waiting.map(({ id }) => id));

  function keep(one: One) {
    waiting = [...waiting.filter(({ id }) => id !== one.id), one].toSorted((a, b) => a.at - b.at);
    try {
      ports.keep(one);
      kept.add(one.id);
    } catch {
      // Full or forbidden storage: what is on the page is still sent from memory.
    }
  }

  function drop(id: string) {
    waiting = waiting.filter((one) => one.id !== id);
    ports.forget(id);
  }

  return {
    keep,
    drop,
    all: () => waiting,
    /** The first that goes by itself. */
    next: () => waiting.find(({ problem }) => problem === undefined),
    /** Other tabs may have sent some meanwhile, or put some there. */
    look() {
      const stored = ports.load();
      const known = new Set(stored.map(({ id }) => id));
      for (const { id } of stored) kept.add(id);
      waiting = [...stored, ...waiting.filter(({ id }) => !known.has(id) && !kept.has(id))].toSorted(
        (a, b) => a.at - b.at,
      );
    },
    /** Takes the place of what waits about the same. */
    replace(one: One) {
      for (const other of waiting) if (ports.placeOf(other) === ports.placeOf(one)) drop(other.id);
      keep(one);
    },
    take(place: string): One | undefined {
      const found = waiting.find((one) => ports.placeOf(one) === place);
      if (found) drop(found.id);
      return found;
    },
  };
}

function joined<T>(set: Set<T>, one: T): () => void {
  set.add(one);
  return () => set.delete(one);
}

export type Outbox<One extends Sendable, Outcome> = ReturnType<typeof createOutbox<One, Outcome>>;
