import { log } from "@/lib/base/log";
import { type FencedDelta, insertLiveDeltas } from "@/lib/data/live";
import { packIds } from "./notifications";

export type LiveWriter = {
  /** Takes the delta at once. Await it before reading on from the model: it resolves when there is room for more. */
  push(delta: FencedDelta): Promise<void>;
  /** Notifies of a durable change with the next batch. Call it after the commit. */
  changed(dialogueId: string): void;
  /** After it resolves nothing of this turn is written any more: await it before the commit that sweeps its deltas. */
  discard(turnId: string): Promise<void>;
  /** Writes what waits and ends. */
  close(): Promise<void>;
};

type Options = {
  insert?: (deltas: FencedDelta[], payloads: string[]) => Promise<void>;
  intervalMs?: number;
  /** UTF-16 units that may wait before `push` makes its caller wait. */
  maxUnits?: number;
};

const tries = 8;
/** A batch of 200 turns waits twice as long as one of 100 or less: half the rows, and each row twice the words. */
const intervalMsEach = 0.25;

/**
 * The worker's one writer of live text: the deltas of all its dialogues, merged per turn, at most one statement at a
 * time and one each `intervalMs`, or less often when very many turns are written at once. A batch that fails is tried again for about ten seconds and then given up: watchers
 * catch up when the turn lands.
 */
export function createLiveWriter({
  insert = insertLiveDeltas,
  intervalMs = 25,
  maxUnits = 1_000_000,
}: Options = {}): LiveWriter {
  const batch = createLiveBatch();
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;
  /** Something came in while a batch was being written. */
  let refilled = false;
  let writing: FencedDelta[] = [];
  /** Turns in the last batch. */
  let lastSize = 0;
  /** Turns of which a batch was given up: later deltas would have watchers wait for text that never comes. */
  const torn = new Set<string>();
  /** The statement under way; settles without an error. */
  let statement: Promise<unknown> = Promise.resolve();

  function arm(): void {
    if (!flushing) timer ??= setTimeout(flush, Math.max(intervalMs, lastSize * intervalMsEach));
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    flushing ??= write().finally(() => {
      flushing = undefined;
      if (refilled) arm();
      refilled = false;
    });
    return flushing;
  }

  function filled(): void {
    refilled = flushing !== undefined;
    arm();
  }

  async function write(): Promise<void> {
    const { deltas, ids } = batch.take();
    writing = deltas;
    lastSize = deltas.length;
    const begin = () => {
      const run = insert(writing, packIds(ids));
      statement = run.catch(() => undefined);
      return run;
    };
    if (ids.length > 0 && !(await isDone(begin, () => writing.length)))
      for (const { turnId } of writing) torn.add(turnId);
    writing = [];
  }

  return {
    async push(delta) {
      if (torn.has(delta.turnId)) return;
      batch.add(delta);
      filled();
      while (batch.units() >= maxUnits) await flush();
    },
    changed(dialogueId) {
      batch.notify(dialogueId);
      filled();
    },
    async discard(turnId) {
      batch.drop(turnId);
      torn.delete(turnId);
      writing = writing.filter((delta) => delta.turnId !== turnId);
      await statement;
    },
    async close() {
      await flushing;
      await flush();
      clearTimeout(timer);
    },
  };
}

/** Tries it for about ten seconds; false when it was given up. */
async function isDone(begin: () => Promise<void>, countDeltas: () => number): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      await begin();
      return true;
    } catch (error) {
      log.warn({ err: error, attempt, deltas: countDeltas() }, "Live text was not written");
      if (attempt === tries) return false;
      await new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 100 * 2 ** attempt)));
    }
  }
}

/** What waits to be written: deltas merged per turn, and the dialogues to notify of. */
type LiveBatch = {
  add(delta: FencedDelta): void;
  notify(id: string): void;
  /** Forgets everything of a turn. */
  drop(turnId: string): void;
  /** Hands out what can be written and keeps the rest: half a character waits for its other half. */
  take(): { deltas: FencedDelta[]; ids: string[] };
  /** UTF-16 units waiting. */
  units(): number;
};

export function createLiveBatch(): LiveBatch {
  // Text and reasoning have offsets of their own, so each turn may have two open ends.
  let waiting: FencedDelta[] = [];
  let ends = new Map<string, FencedDelta>();
  let ids = new Set<string>();
  let units = 0;

  function add(delta: FencedDelta): void {
    if (delta.text === "") return;
    units += delta.text.length;
    const key = `${delta.turnId}:${delta.reasoning}`;
    const end = ends.get(key);
    // Postgres stores no NUL; its stand-in is as long, so offsets stay true.
    const text = delta.text.replaceAll("\0", "\uFFFD");
    if (end && end.at + end.text.length === delta.at) {
      end.text += text;
      return;
    }
    const start = { ...delta, text };
    waiting.push(start);
    ends.set(key, start);
  }

  function drop(turnId: string): void {
    waiting = waiting.filter((delta) => delta.turnId !== turnId);
    ends.delete(`${turnId}:true`);
    ends.delete(`${turnId}:false`);
    units = waiting.reduce((sum, { text }) => sum + text.length, 0);
  }

  function take() {
    const taken = waiting;
    const notified = ids;
    waiting = [];
    ends = new Map();
    ids = new Set();
    units = 0;
    const deltas = taken.flatMap((delta) => {
      const [whole, half] = splitOffHalf(delta);
      if (half) add(half);
      return whole.text === "" ? [] : [whole];
    });
    for (const { id } of deltas) notified.add(id);
    return { deltas, ids: [...notified] };
  }

  return { add, drop, take, notify: (id) => ids.add(id), units: () => units };
}

/** UTF-8 cannot carry half a surrogate pair: it would be stored as a replacement character. */
function splitOffHalf(delta: FencedDelta): [FencedDelta, FencedDelta?] {
  const { at, text } = delta;
  if (!/[\uD800-\uDBFF]$/.test(text)) return [delta];
  const end = text.length - 1;
  return [
    { ...delta, text: text.slice(0, end) },
    { ...delta, at: at + end, text: text.slice(end) },
  ];
}
