import { expect, it } from "vitest";
import { layOutLineage } from "./lay-out-lineage";

const node = (id: string) => ({
  kind: "model" as const,
  id,
  name: id,
  by: null,
  at: "2026-11-28T00:00:00.000Z",
  facts: [],
});

it("puts each to the right of all that it came from", () => {
  const edges = [
    { from: "a", to: "b" },
    { from: "b", to: "d" },
    { from: "a", to: "c" },
    { from: "c", to: "d" },
    { from: "d", to: "e" },
    { from: "a", to: "e" },
  ];
  const laid = layOutLineage({ nodes: ["a", "b", "c", "d", "e"].map(node), edges });
  expect(laid.map(({ node, column, row }) => [node.id, column, row])).toEqual([
    ["a", 0, 0],
    ["b", 1, 0],
    ["c", 1, 1],
    ["d", 2, 0],
    ["e", 3, 0],
  ]);
});

it("lays out a loop and comes to an end", () => {
  const edges = [
    { from: "a", to: "b" },
    { from: "b", to: "c" },
    { from: "c", to: "a" },
  ];
  const laid = layOutLineage({ nodes: ["a", "b", "c"].map(node), edges });
  expect(laid.every(({ column }) => column >= 0 && column < 3)).toBe(true);
});
