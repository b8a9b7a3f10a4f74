import { fireEvent, render, screen } from "@testing-library/react";
import { useRef } from "react";
import { expect, it, vi } from "vitest";
import { type MapView, wholeView } from "./map-view";
import { useMapGestures } from "./use-map-gestures";

const size = { width: 400, height: 300 };

/** A window onto a map, with what it told. */
function open({ draws = false } = {}) {
  const told = { lasso: vi.fn(), rest: vi.fn(), tap: vi.fn() };
  let seen: MapView = wholeView(size);
  function Window() {
    const canvas = useRef<HTMLDivElement>(null);
    const on = { onLasso: told.lasso, onRest: told.rest, onTap: told.tap };
    const { view, handlers } = useMapGestures({ canvas, size, draws, ...on });
    seen = view;
    return <div ref={canvas} data-testid="map" {...handlers} />;
  }
  render(<Window />);
  const map = screen.getByTestId("map");
  map.setPointerCapture = () => undefined;
  const touch = (
    kind: "pointerDown" | "pointerMove" | "pointerUp" | "pointerLeave",
    id: number,
    x: number,
    y: number,
  ) => fireEvent[kind](map, { pointerId: id, pointerType: "touch", clientX: x, clientY: y });
  return { ...told, touch, map, view: () => seen };
}

it("tells a touch, and leaves it told when the finger is lifted; a mouse that leaves points at nothing", () => {
  const { touch, tap, rest, map } = open();
  touch("pointerDown", 1, 50, 60);
  touch("pointerUp", 1, 51, 60);
  touch("pointerLeave", 1, 51, 60);
  expect(tap).toHaveBeenCalledExactlyOnceWith({ x: 51, y: 60 }, expect.anything(), true);
  expect(rest).not.toHaveBeenCalled();
  fireEvent.pointerMove(map, { pointerId: 2, pointerType: "mouse", clientX: 5, clientY: 6 });
  expect(rest).toHaveBeenLastCalledWith({ x: 5, y: 6 }, expect.anything());
  fireEvent.pointerLeave(map, { pointerId: 2, pointerType: "mouse" });
  expect(rest).toHaveBeenLastCalledWith(null, expect.anything());
});

it("zooms between two fingers around their middle, goes on with the one that stays, and takes neither for a tap", () => {
  const { touch, tap, view } = open();
  const whole = view();
  touch("pointerDown", 1, 150, 150);
  touch("pointerDown", 2, 250, 150);
  touch("pointerMove", 1, 100, 150);
  touch("pointerMove", 2, 300, 150);
  expect(view().scale).toBeCloseTo(2 * whole.scale, 6);
  // What lay in the middle of both fingers lies there still.
  expect((200 - view().x) / view().scale).toBeCloseTo((200 - whole.x) / whole.scale, 6);
  touch("pointerUp", 2, 300, 150);
  const before = view();
  touch("pointerMove", 1, 90, 140);
  expect(view()).toEqual({ scale: before.scale, x: before.x - 10, y: before.y - 10 });
  touch("pointerUp", 1, 90, 140);
  expect(tap).not.toHaveBeenCalled();
});

it("draws around points with a finger; a second one gives the line up for zooming", () => {
  const { touch, lasso, view } = open({ draws: true });
  const path = [
    [10, 10],
    [60, 10],
    [60, 60],
  ] as const;
  touch("pointerDown", 1, 10, 60);
  for (const [x, y] of path) touch("pointerMove", 1, x, y);
  touch("pointerUp", 1, 60, 60);
  expect(lasso).toHaveBeenCalledExactlyOnceWith([{ x: 10, y: 60 }, ...path.map(([x, y]) => ({ x, y }))], view());
  touch("pointerDown", 1, 100, 100);
  touch("pointerMove", 1, 120, 100);
  touch("pointerDown", 2, 200, 100);
  touch("pointerMove", 2, 260, 100);
  touch("pointerUp", 2, 260, 100);
  touch("pointerUp", 1, 120, 100);
  expect(lasso).toHaveBeenCalledTimes(1);
});
