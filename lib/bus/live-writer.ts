import { log } from "@/lib/base/log";
import { type FencedDelta, insertLiveDeltas } from "@/lib/data/live";
import { createLiveBatch } from "./live-batch";
import { packIds } from "./notification-payload";

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
    for (let attempt = 1; ids.length > 0; attempt++) {
      const run = insert(writing, packIds(ids));
      statement = run.catch(() => undefined);
      try {
        await run;
        break;
      } catch (error) {
        log.warn({ err: error, attempt, deltas: writing.length }, "Live text was not written");
        if (attempt === tries) {
          for (const { turnId } of writing) torn.add(turnId);
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 100 * 2 ** attempt)));
      }
    }
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
