import { branchEnd } from "@/lib/domain/branch-end";
import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import { isRejected } from "@/lib/domain/is-rejected";
import { activePath, indexTurns, isOnPath } from "@/lib/domain/turn-tree";

/** Where a turn stands among those that answer the same parent; ids of its neighbours, null at either end. */
export type Pager = { at: number; of: number; previousId: string | null; nextId: string | null };

/** A turn as it stands on the page. `round` counts from 1; a turn that opens one carries the hairline above it. */
export type TranscriptRow = { turn: Turn; round: number; opensRound: boolean; pager: Pager | null };

export type Transcript = {
  rows: TranscriptRow[];
  /** Turns that answer the head but are not on the path: other ways on from here, oldest first. */
  continuations: Turn[];
};

/**
 * The active path of a dialogue, laid out. A round opens with each user turn, and with the first turn whoever says it.
 * A turn without siblings has no pager. When the head has not arrived yet, the transcript is empty.
 */
export function layTranscript(turns: Turn[], { headId }: Pick<Dialogue, "headId">): Transcript {
  const tree = indexTurns(turns);
  if (headId !== null && !tree.has(headId)) return { rows: [], continuations: [] };
  const families = familiesOf(turns);
  let round = 0;
  const rows = activePath(tree, headId).map((turn): TranscriptRow => {
    const opensRound = turn.speaker === "user" || turn.parentId === null;
    if (opensRound) round += 1;
    return { turn, round, opensRound, pager: pagerOf(families.get(turn.parentId) ?? [], turn.id) };
  });
  return { rows, continuations: families.get(headId) ?? [] };
}

/**
 * The turn on the new path that stands where `old` stood: itself, or a copy of it that was kept behind an edit, or another
 * version of either, however often they were rewritten. Undefined when the new path left the tree above it. Tells what a
 * merge after a conflict would be applied to, which turn stays selected, and where comments stand.
 */
export function counterpart(path: Turn[], old: Turn, turns: Turn[]): Turn | undefined {
  const tree = indexTurns([...turns, ...path]);
  /** What a turn is a copy of, at last. */
  const originOf = (id: string | null): string | null => {
    const kept = id === null ? null : tree.get(id)?.keptFromId;
    return kept && kept !== id ? originOf(kept) : id;
  };
  const same = path.find(({ id }) => originOf(id) === originOf(old.id));
  if (same) return same;
  const places = new Set([originOf(old.parentId)]);
  const met = new Set<string | null>([originOf(old.id)]);
  // Versions answer the same turn; each may have been kept elsewhere, where others stand beside it.
  for (let grew = true; grew; ) {
    grew = false;
    for (const turn of tree.values()) {
      const [origin, place] = [originOf(turn.id), originOf(turn.parentId)];
      if (met.has(origin) === places.has(place)) continue;
      met.add(origin);
      places.add(place);
      grew = true;
    }
  }
  return path.find((turn) => met.has(originOf(turn.id)));
}

/** Turns by the parent they answer, each family in order of birth. */
function familiesOf(turns: Turn[]): Map<string | null, Turn[]> {
  const families = new Map<string | null, Turn[]>();
  for (const turn of [...turns].sort((a, b) => (a.id < b.id ? -1 : 1)))
    families.set(turn.parentId, [...(families.get(turn.parentId) ?? []), turn]);
  return families;
}

function pagerOf(family: Turn[], id: string): Pager | null {
  if (family.length < 2) return null;
  const at = family.findIndex((turn) => turn.id === id);
  return {
    at: at + 1,
    of: family.length,
    previousId: family[at - 1]?.id ?? null,
    nextId: family[at + 1]?.id ?? null,
  };
}

/** Another version of a turn that is looked at, with what follows it; the dialogue goes on following its own. */
type Preview = { turn: Turn; headId: string; isRejected: boolean };

/** Null where nothing is looked at, or the dialogue follows that version itself. */
export function previewOf(turns: Turn[], { headId }: Pick<Dialogue, "headId">, turnId: string | null): Preview | null {
  const tree = indexTurns(turns);
  const turn = turnId === null ? undefined : tree.get(turnId);
  if (!turn || (headId !== null && !tree.has(headId)) || isOnPath(tree, turn.id, headId)) return null;
  return { turn, headId: branchEnd(turns, turn).id, isRejected: isRejected(turn) };
}
