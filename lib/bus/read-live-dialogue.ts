import { readLiveNews } from "@/lib/data/live";
import type { LiveDialogue } from "@/lib/domain/live";
import { snapshotMark, snapshotOf } from "./live-frames";

/** A dialogue with its whole tree and the draft as far as it is written; undefined when there is none of that id. */
export async function readLiveDialogue(id: string): Promise<LiveDialogue | undefined> {
  const [news] = await readLiveNews([snapshotMark(id, "full")]);
  return news && snapshotOf(news, "full");
}
