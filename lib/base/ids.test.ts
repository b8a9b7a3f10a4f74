import { expect, it } from "vitest";
import { isId, newId } from "./ids";

it("makes ids of a kind, unique and in order of birth, even within a millisecond", () => {
  const ids = Array.from({ length: 1_000 }, () => newId("turn", 1_795_000_000_000));
  expect(ids.every((id) => isId("turn", id))).toBe(true);
  expect(new Set(ids).size).toBe(1_000);
  expect([...ids].sort()).toEqual(ids);
  expect(newId("turn", 1_795_000_000_001) > (ids.at(-1) ?? "")).toBe(true);
});

it("tells kinds and shapes apart", () => {
  expect(isId("run", newId("turn"))).toBe(false);
  expect(isId("turn", "trn_short")).toBe(false);
});
