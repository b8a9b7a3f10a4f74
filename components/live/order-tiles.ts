import type { Dialogue } from "@/lib/domain/dialogue";

export const tileSorts = ["newest", "flagged", "longest"] as const;
export type TileSort = (typeof tileSorts)[number];

type Tile = Pick<Dialogue, "id" | "flags" | "rounds" | "contextTokens" | "status">;

/**
 * The order of the wall: ids, most interesting first. Ids sort by birth, so they break all ties and "newest" needs
 * nothing else. `workingOnly` leaves out what has ended.
 */
export function orderTiles(tiles: Tile[], sort: TileSort, workingOnly: boolean): string[] {
  const shown = workingOnly ? tiles.filter(({ status }) => status !== "ended") : [...tiles];
  return shown.sort((a, b) => rank(b, sort) - rank(a, sort) || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
}

function rank(tile: Tile, sort: TileSort): number {
  if (sort === "newest") return 0;
  return sort === "flagged" ? tile.flags.length : tile.rounds * 1e7 + (tile.contextTokens ?? 0);
}

/** The tile `steps` away from the selected one in reading order, staying on the wall; the first when none is. */
export function stepTile(ids: string[], selectedId: string | null, steps: number): string | null {
  const at = selectedId === null ? -1 : ids.indexOf(selectedId);
  if (at < 0) return ids[0] ?? null;
  return ids[at + steps] ?? selectedId;
}
