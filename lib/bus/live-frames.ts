import { type LiveDelta, type LiveMark, type LiveNews, readLiveNews } from "@/lib/data/live";
import { applyLiveFrame } from "@/lib/domain/apply-live-frame";
import type { Turn } from "@/lib/domain/dialogue";
import type { LiveDialogue, LiveFrame } from "@/lib/domain/live";

/** `tile`: of a dialogue's turns only the last two of the active path, and of those the last 600 characters. */
export type LiveDetail = "tile" | "full";

/** Up to where a dialogue has been read. */
export type LiveCursor = { version: number; deltaId: number };

const tileUnits = 600;
const maxInt = 2_147_483_647;

/** The mark from which a snapshot is read: everything, or for a tile no turns but the head and its parent. */
export function snapshotMark(id: string, detail: LiveDetail): LiveMark {
  return { id, version: -1, turnsAfter: detail === "full" ? -1 : maxInt, deltaId: 0 };
}

export function tailMark(id: string, { version, deltaId }: LiveCursor): LiveMark {
  return { id, version, turnsAfter: version, deltaId };
}

/** The cursor after `news`; it never goes back. */
export function advance(cursor: LiveCursor, news: LiveNews): LiveCursor {
  return {
    version: Math.max(cursor.version, news.dialogue?.version ?? -1),
    deltaId: Math.max(cursor.deltaId, news.deltaId),
  };
}

/** A dialogue as a watcher holds it, from news read at a {@link snapshotMark}; undefined when it does not exist. */
export function snapshotOf(news: LiveNews, detail: LiveDetail): LiveDialogue | undefined {
  if (!news.dialogue) return undefined;
  const start: LiveDialogue = { dialogue: news.dialogue, turns: turnsFor(news, detail, -1), draft: null };
  return news.deltas.reduce((live, delta) => applyLiveFrame(live, delta) ?? live, start);
}

/** What to send of news read at a {@link tailMark}: the durable change first, since new words hang on its head. */
export function tailFrames(news: LiveNews, after: LiveCursor, detail: LiveDetail): LiveFrame[] {
  const { id, dialogue } = news;
  const deltas = joined(news.deltas);
  if (!dialogue) return deltas;
  return [{ type: "change", id, dialogue, turns: turnsFor(news, detail, after.version) }, ...deltas];
}

/** Words that continue each other as one frame: a hub that is behind has fewer of them to send, and catches up. */
function joined(deltas: LiveDelta[]): LiveDelta[] {
  const frames: LiveDelta[] = [];
  for (const delta of deltas) {
    const last = frames.at(-1);
    const continues = last && last.turnId === delta.turnId && last.reasoning === delta.reasoning;
    if (continues && last.at + last.text.length === delta.at)
      frames[frames.length - 1] = { ...last, text: last.text + delta.text };
    else frames.push(delta);
  }
  return frames;
}

function turnsFor({ dialogue, turns }: LiveNews, detail: LiveDetail, after: number): Turn[] {
  if (detail === "full") return turns.filter(({ version }) => version > after);
  const head = turns.find(({ id }) => id === dialogue?.headId);
  const parent = turns.find(({ id }) => id === head?.parentId);
  return [parent, head].flatMap((turn) => (turn ? [trim(turn)] : []));
}

function trim(turn: Turn): Turn {
  if (turn.text.length <= tileUnits) return { ...turn, reasoning: null };
  // A cut through a surrogate pair would begin with its useless second half.
  const text = turn.text.slice(-tileUnits).replace(/^[\uDC00-\uDFFF]/, "");
  return { ...turn, text, reasoning: null };
}

/** A dialogue with its whole tree and the draft as far as it is written; undefined when there is none of that id. */
export async function readLiveDialogue(id: string): Promise<LiveDialogue | undefined> {
  const [news] = await readLiveNews([snapshotMark(id, "full")]);
  return news && snapshotOf(news, "full");
}
