import type { Speaker } from "@/lib/domain/dialogue";
import type { LiveDialogue } from "@/lib/domain/live";

export type TileLine = { id: string; speaker: Speaker; text: string };

/** More than a tile can show, so that it is always full. */
const lastCharacters = 420;

/**
 * The end of a dialogue as a tile shows it: the last turn on the path, and the one being written or, while none is, the
 * turn before. At most two, oldest first, each cut to its last words. Turns that the tile was not sent are left out.
 */
export function tileLines({ dialogue, turns, draft }: LiveDialogue): TileLine[] {
  const last = turns.find(({ id }) => id === dialogue.headId);
  const earlier = draft ? undefined : turns.find(({ id }) => id === last?.parentId);
  const writing = draft && { id: draft.turnId, speaker: draft.speaker, text: draft.text };
  return [earlier, last, writing]
    .filter((line) => line !== undefined && line !== null)
    .map(({ id, speaker, text }) => ({ id, speaker, text: text.slice(-lastCharacters) }));
}
