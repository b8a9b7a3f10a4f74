/** How a map lies in its window: a place of it (0 to 1) stands at scale·place + (x, y), in pixels of the page. */
export type MapView = { scale: number; x: number; y: number };
export type Size = { width: number; height: number };
export type Spot = { x: number; y: number };

const room = 24;
const [least, most] = [0.5, 400];

/** The whole map, in the middle. */
export function wholeView({ width, height }: Size): MapView {
  const scale = Math.max(1, Math.min(width, height) - 2 * room);
  return { scale, x: (width - scale) / 2, y: (height - scale) / 2 };
}

/** Nearer or farther, with the spot staying where it is. Never so far that nothing is seen, nor nearer than points can be told apart. */
export function zoomed(view: MapView, size: Size, by: number, { x, y }: Spot): MapView {
  const whole = wholeView(size).scale;
  const scale = Math.min(most * whole, Math.max(least * whole, view.scale * by));
  const share = scale / view.scale;
  return within({ scale, x: x - (x - view.x) * share, y: y - (y - view.y) * share }, size);
}

export function panned(view: MapView, size: Size, by: Spot): MapView {
  return within({ ...view, x: view.x + by.x, y: view.y + by.y }, size);
}

/** The middle of the window is never outside of the map. */
function within({ scale, x, y }: MapView, { width, height }: Size): MapView {
  const clamp = (value: number, middle: number) => Math.min(middle, Math.max(middle - scale, value));
  return { scale, x: clamp(x, width / 2), y: clamp(y, height / 2) };
}

export function placeAt({ scale, x, y }: MapView, spot: Spot): Spot {
  return { x: (spot.x - x) / scale, y: (spot.y - y) / scale };
}

export function spotOf({ scale, x, y }: MapView, place: Spot): Spot {
  return { x: x + scale * place.x, y: y + scale * place.y };
}

/** Two fingers: the map goes along with both. */
export function pinched(view: MapView, size: Size, before: readonly [Spot, Spot], now: readonly [Spot, Spot]): MapView {
  const apart = ([a, b]: readonly [Spot, Spot]) => Math.hypot(a.x - b.x, a.y - b.y);
  const middle = ([a, b]: readonly [Spot, Spot]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const [from, to] = [middle(before), middle(now)];
  const moved = panned(view, size, { x: to.x - from.x, y: to.y - from.y });
  const was = apart(before);
  return was < 1 ? moved : zoomed(moved, size, apart(now) / was, to);
}
