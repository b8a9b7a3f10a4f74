import { act, fireEvent, renderHook } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { useActiveSeconds } from "./use-active-clock";

let sight: "visible" | "hidden" = "visible";

beforeEach(() => {
  vi.useFakeTimers();
  sight = "visible";
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => sight);
});

function pass(seconds: number) {
  act(() => vi.advanceTimersByTime(seconds * 1_000));
}

function turnTo(next: typeof sight) {
  sight = next;
  fireEvent(document, new Event("visibilitychange"));
}

it("counts a pause for reading whole, and half a minute of one that is too long to be reading", () => {
  const { result } = renderHook(() => useActiveSeconds("item_1"));
  pass(20);
  fireEvent.scroll(window);
  expect(result.current()).toBe(20);
  pass(600);
  fireEvent.keyDown(window, { key: "j" });
  expect(result.current()).toBe(50);
});

it("counts nothing while the window is out of sight, until the person does something again", () => {
  const { result } = renderHook(() => useActiveSeconds("item_1"));
  pass(5);
  turnTo("hidden");
  pass(10);
  fireEvent.pointerMove(window); // of a window that is behind another one
  turnTo("visible");
  pass(10);
  expect(result.current()).toBe(5);
  fireEvent.pointerMove(window);
  pass(3);
  expect(result.current()).toBe(8);
});

it("begins anew with the next item, and listens no longer for the one before", () => {
  const { result, rerender } = renderHook(({ item }) => useActiveSeconds(item), { initialProps: { item: "item_1" } });
  pass(12);
  const before = result.current;
  rerender({ item: "item_2" });
  expect(result.current()).toBe(0);
  pass(4);
  fireEvent.wheel(window);
  pass(600);
  expect(result.current()).toBe(34);
  expect(before()).toBe(30); // nobody signs to it any more
});
