import { mapSide } from "@/lib/domain/statistics/packed-map";
import type { MapView } from "./map-view";

/** What is drawn: `groups` gives the colour of each point, `hidden` where it has none. */
export type Drawing = { places: Uint16Array; groups: Uint8Array; order: Int32Array };
export const hidden = 255;

/** Pixels of a canvas, a number each, and how many of them make one of the page's. */
export type Ground = { pixels: Uint32Array; width: number; height: number; density: number };

/** Draws dots into the pixels, which are cleared: no path is stroked, so that 50,000 take a millisecond or two. */
export function paintPoints(
  ground: Ground,
  { places, groups, order }: Drawing,
  view: MapView,
  colours: Uint32Array,
  chosen: { points: Uint8Array | null; faded: Uint32Array },
): void {
  const { pixels, width, height, density } = ground;
  pixels.fill(0);
  const radius = radiusOf(places.length / 2, view.scale, width / density) * density;
  const offsets = dot(radius, width);
  const edge = Math.ceil(radius);
  const scale = (view.scale * density) / mapSide;
  const [x0, y0] = [view.x * density, view.y * density];
  for (let i = 0; i < order.length; i++) {
    const point = order[i] as number;
    const group = groups[point] as number;
    if (group === hidden) continue;
    const x = Math.round(x0 + scale * (places[2 * point] as number));
    const y = Math.round(y0 + scale * (places[2 * point + 1] as number));
    if (x < edge || y < edge || x >= width - edge || y >= height - edge) continue;
    const isFaded = chosen.points !== null && chosen.points[point] === 0;
    const colour = (isFaded ? chosen.faded : colours)[group] as number;
    const at = y * width + x;
    for (let j = 0; j < offsets.length; j++) pixels[at + (offsets[j] as number)] = colour;
  }
}

/** Of a dot in pixels of the page: smaller where there are many, larger the nearer one looks. */
export function radiusOf(count: number, scale: number, width: number): number {
  const base = count > 20_000 ? 1 : count > 3_000 ? 1.6 : 2.6;
  return Math.min(6, base * Math.sqrt(Math.max(1, scale / Math.max(1, width))));
}

/** The pixels of a dot, as steps from its middle. */
function dot(radius: number, width: number): Int32Array {
  const steps = [];
  const reach = Math.ceil(radius);
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) if (x * x + y * y <= radius * radius + 0.3) steps.push(y * width + x);
  return Int32Array.from(steps);
}
