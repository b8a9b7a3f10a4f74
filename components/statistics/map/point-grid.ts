import { mapSide } from "@/lib/domain/statistics/packed-map";
import type { Spot } from "./map-view";

const cells = 128;

/** Points by the cell of the map that they stand in: those of cell c are ids[starts[c]] up to ids[starts[c + 1]]. */
export type PointGrid = { starts: Int32Array; ids: Int32Array; places: Uint16Array };

const cellOf = (value: number) => Math.min(cells - 1, Math.max(0, Math.floor((value / mapSide) * cells)));

export function gridOf(places: Uint16Array): PointGrid {
  const count = places.length / 2;
  const starts = new Int32Array(cells * cells + 1);
  const cell = (point: number) => cellOf(places[2 * point + 1] as number) * cells + cellOf(places[2 * point] as number);
  for (let point = 0; point < count; point++) (starts[cell(point) + 1] as number) += 1;
  for (let i = 0; i < cells * cells; i++) (starts[i + 1] as number) += starts[i] as number;
  const [ids, next] = [new Int32Array(count), starts.slice()];
  for (let point = 0; point < count; point++) {
    const at = cell(point);
    ids[next[at] as number] = point;
    (next[at] as number) += 1;
  }
  return { starts, ids, places };
}

/** The shown point nearest to a place, no farther from it than `reach`; null where there is none. */
export function pointNear(
  grid: PointGrid,
  at: Spot,
  reach: number,
  isShown: (point: number) => boolean,
): number | null {
  let [nearest, best] = [null as number | null, reach * reach];
  const limit = (value: number) => cellOf(value * mapSide);
  for (let row = limit(at.y - reach); row <= limit(at.y + reach); row++)
    for (let column = limit(at.x - reach); column <= limit(at.x + reach); column++) {
      const cell = row * cells + column;
      for (let i = grid.starts[cell] as number; i < (grid.starts[cell + 1] as number); i++) {
        const point = grid.ids[i] as number;
        const x = (grid.places[2 * point] as number) / mapSide - at.x;
        const y = (grid.places[2 * point + 1] as number) / mapSide - at.y;
        const squares = x * x + y * y;
        if (squares > best || !isShown(point)) continue;
        // Of those on one spot the one drawn last, which is the one seen.
        if (squares === best && nearest !== null && nearest > point) continue;
        [nearest, best] = [point, squares];
      }
    }
  return nearest;
}
