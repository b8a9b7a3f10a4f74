import { describe, expect, it } from "vitest";
import { pointsInside } from "./lasso";
import { panned, pinched, placeAt, spotOf, wholeView, zoomed } from "./map-view";
import { hidden, paintPoints } from "./paint-points";
import { gridOf, pointNear } from "./point-grid";

const size = { width: 800, height: 600 };
const whole = wholeView(size);
const middle = { x: 400, y: 300 };

describe("the view", () => {
  it("shows all of the map, in the middle", () => {
    expect(spotOf(whole, { x: 0.5, y: 0.5 })).toEqual(middle);
    expect(spotOf(whole, { x: 0, y: 0 }).y).toBeGreaterThan(0);
    expect(spotOf(whole, { x: 1, y: 1 }).y).toBeLessThan(600);
  });

  it("is zoomed about a spot, which stays, and back again", () => {
    const at = { x: 350, y: 320 };
    const near = zoomed(whole, size, 3, at);
    expect(placeAt(near, at).x).toBeCloseTo(placeAt(whole, at).x, 9);
    expect(placeAt(near, at).y).toBeCloseTo(placeAt(whole, at).y, 9);
    expect(zoomed(near, size, 1 / 3, at).scale).toBeCloseTo(whole.scale, 6);
    expect(zoomed(whole, size, 1e9, at).scale).toBeLessThanOrEqual(400 * whole.scale);
    expect(zoomed(whole, size, 0, at).scale).toBeGreaterThan(0);
  });

  it("never loses the map", () => {
    const far = placeAt(panned(whole, size, { x: 1e6, y: -1e6 }), middle);
    expect(far).toEqual({ x: 0, y: 1 });
  });

  it("goes along with two fingers, and with two on one spot", () => {
    const [a, b] = [
      { x: 300, y: 300 },
      { x: 500, y: 300 },
    ];
    const wide = pinched(
      whole,
      size,
      [a, b],
      [
        { x: 250, y: 320 },
        { x: 550, y: 320 },
      ],
    );
    expect(wide.scale / whole.scale).toBeCloseTo(1.5, 9);
    expect(placeAt(wide, { x: 400, y: 320 }).x).toBeCloseTo(placeAt(whole, middle).x, 9);
    expect(Number.isFinite(pinched(whole, size, [a, a], [a, b]).scale)).toBe(true);
  });
});

const places = Uint16Array.of(0, 0, 65_535, 65_535, 32_768, 32_768, 32_768, 32_768, 32_900, 32_768);
const all = () => true;

describe("points", () => {
  it("are found near a place, the one seen on top of others", () => {
    const grid = gridOf(places);
    expect(pointNear(grid, { x: 0.01, y: 0 }, 0.02, all)).toBe(0);
    expect(pointNear(grid, { x: 1.01, y: 1.005 }, 0.02, all)).toBe(1);
    expect(pointNear(grid, { x: 0.5, y: 0.5 }, 0.02, all)).toBe(3);
    expect(pointNear(grid, { x: 0.5, y: 0.5 }, 0.02, (point) => point !== 3)).toBe(2);
    expect(pointNear(grid, { x: 0.2, y: 0.8 }, 0.05, all)).toBeNull();
    expect(pointNear(gridOf(new Uint16Array(0)), { x: 0.5, y: 0.5 }, 1, all)).toBeNull();
  });

  it("are inside a line that was drawn around them", () => {
    const around = [
      { x: 0.4, y: 0.4 },
      { x: 0.6, y: 0.4 },
      { x: 0.6, y: 0.6 },
      { x: 0.4, y: 0.6 },
    ];
    expect(pointsInside(around, places, all)).toEqual([2, 3, 4]);
    expect(pointsInside(around, places, (point) => point !== 3)).toEqual([2, 4]);
    expect(pointsInside(around.slice(0, 2), places, all)).toEqual([]);
    // A hook: its hollow holds nothing.
    const hook = [...around.slice(0, 3), { x: 0.55, y: 0.6 }, { x: 0.55, y: 0.45 }, { x: 0.4, y: 0.45 }];
    expect(pointsInside(hook, places, all)).toEqual([]);
  });

  it("are painted in the colour of their group, the last on top, hidden ones not at all", () => {
    const view = { scale: 20, x: 6, y: 6 };
    const ground = { pixels: new Uint32Array(32 * 32).fill(9), width: 32, height: 32, density: 1 };
    const groups = Uint8Array.of(0, hidden, 1, 0, 1);
    const drawing = { places, groups, order: Int32Array.of(0, 1, 2, 3, 4) };
    const chosen = { points: null, faded: Uint32Array.of(5, 6) };
    paintPoints(ground, drawing, view, Uint32Array.of(1, 2), chosen);
    expect(ground.pixels[6 * 32 + 6]).toBe(1);
    expect(ground.pixels[26 * 32 + 26]).toBe(0);
    expect(ground.pixels[16 * 32 + 16]).toBe(2);
    paintPoints(ground, drawing, view, Uint32Array.of(1, 2), { ...chosen, points: Uint8Array.of(1, 0, 0, 0, 0) });
    expect([ground.pixels[6 * 32 + 6], ground.pixels[16 * 32 + 16]]).toEqual([1, 6]);
    // Outside of the window nothing is written, nor beside it.
    paintPoints(ground, drawing, { scale: 20, x: 500, y: -500 }, Uint32Array.of(1, 2), chosen);
    expect(ground.pixels.every((one) => one === 0)).toBe(true);
  });
});
