import { describe, expect, it } from "vitest";
import type { TurnFlag } from "@/lib/domain/dialogue";
import { orderTiles, stepTile } from "./wall-head";

function tile(id: string, rounds: number, flags: TurnFlag[] = [], status: "running" | "ended" = "running") {
  return { id, rounds, flags, status, contextTokens: rounds * 100 };
}

const tiles = [tile("a", 5), tile("b", 2, ["near_empty"]), tile("c", 5, [], "ended"), tile("d", 1)];

describe("orderTiles", () => {
  it("puts the newest, the flagged or the longest first", () => {
    expect(orderTiles(tiles, "newest", false)).toEqual(["d", "c", "b", "a"]);
    expect(orderTiles(tiles, "flagged", false)).toEqual(["b", "d", "c", "a"]);
    expect(orderTiles(tiles, "longest", false)).toEqual(["c", "a", "b", "d"]);
  });

  it("leaves out what has ended when asked to, and its input alone", () => {
    const before = [...tiles];
    expect(orderTiles(tiles, "newest", true)).toEqual(["d", "b", "a"]);
    expect(tiles).toEqual(before);
  });
});

describe("stepTile", () => {
  it("moves and stays on the wall", () => {
    expect(stepTile(["a", "b", "c"], "a", 1)).toBe("b");
    expect(stepTile(["a", "b", "c"], "b", 5)).toBe("b");
    expect(stepTile(["a", "b", "c"], "b", -2)).toBe("b");
  });

  it("begins at the first when nothing, or nothing there any more, is selected", () => {
    expect(stepTile(["a", "b"], null, 1)).toBe("a");
    expect(stepTile(["a", "b"], "gone", -1)).toBe("a");
    expect(stepTile([], null, 1)).toBeNull();
  });
});
