import { mapSide } from "@/lib/domain/statistics/packed-map";
import type { Spot } from "./map-view";

/** The shown points inside a line that was drawn around them and is closed at its end, even where it crosses itself. */
export function pointsInside(
  line: readonly Spot[],
  places: Uint16Array,
  isShown: (point: number) => boolean,
): number[] {
  if (line.length < 3) return [];
  const [left, right] = [Math.min(...line.map(({ x }) => x)), Math.max(...line.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...line.map(({ y }) => y)), Math.max(...line.map(({ y }) => y))];
  const found = [];
  for (let point = 0; point < places.length / 2; point++) {
    const [x, y] = [(places[2 * point] as number) / mapSide, (places[2 * point + 1] as number) / mapSide];
    if (x < left || x > right || y < top || y > bottom || !isShown(point)) continue;
    if (isInside(line, x, y)) found.push(point);
  }
  return found;
}

/** By how often a ray to the right crosses the line. */
function isInside(line: readonly Spot[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, before = line.length - 1; i < line.length; before = i++) {
    const [a, b] = [line[i] as Spot, line[before] as Spot];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}
