import type { FencedDelta } from "@/lib/data/live";

/** What waits to be written: deltas merged per turn, and the dialogues to notify of. */
export type LiveBatch = {
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
