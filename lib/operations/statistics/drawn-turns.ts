import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { drawLastTurns } from "@/lib/data/statistics/data-set-members";
import { listLastTurns, type Place } from "@/lib/data/statistics/dialogue-scores";
import type { Measured } from "@/lib/domain/statistics/measured";
import { drawingSeed, drawnPlaces } from "./drawn-places";

/**
 * Dialogues that are drawn of a snapshot or of a data set as it stands, up to so many, each by the turn with which it ends: a
 * score is of that, so that whatever holds the same dialogue up to the same turn shares it. Fewer are the first of more.
 */
export async function drawnTurns({ kind, id }: Measured, most: number): Promise<string[]> {
  if (kind === "data_set") return drawLastTurns(id, { seed: drawingSeed, most });
  const snapshot = await findSnapshot(id);
  return (await turnsOfSnapshots([{ id, dialogues: snapshot?.dialogues ?? 0 }], most)).get(id) ?? [];
}

/** The same of several snapshots at once. */
export async function turnsOfSnapshots(
  snapshots: readonly { id: string; dialogues: number }[],
  most: number,
): Promise<Map<string, string[]>> {
  const order = snapshots.flatMap(({ id, dialogues }) =>
    drawnPlaces(dialogues, most).map((position): Place => ({ snapshotId: id, position })),
  );
  const found = new Map((await listLastTurns(order)).map((one) => [placeOf(one), one.turnId]));
  const turns = new Map(snapshots.map(({ id }): [string, string[]] => [id, []]));
  for (const place of order) {
    const turnId = found.get(placeOf(place));
    if (turnId !== undefined) turns.get(place.snapshotId)?.push(turnId);
  }
  return turns;
}

function placeOf({ snapshotId, position }: Place): string {
  return `${snapshotId} ${position}`;
}
