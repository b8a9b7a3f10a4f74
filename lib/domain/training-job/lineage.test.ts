import { expect, it } from "vitest";
import { lineageOf } from "./lineage";
import { foresee } from "./preview";

const edges = [
  { from: "import", to: "s1" },
  { from: "s1", to: "t1" },
  { from: "s1", to: "other" },
  { from: "t1", to: "m1" },
  { from: "m1", to: "r1" },
  { from: "r1", to: "s2" },
  { from: "s2", to: "t2" },
  { from: "t2", to: "m2" },
  { from: "base", to: "r1" },
];

it("tells what led to a model and what came of it, and nothing that only shares an ancestor", () => {
  const { ids, isCut } = lineageOf("m1", edges, 100);
  expect(new Set(ids)).toEqual(new Set(["m1", "t1", "s1", "import", "r1", "s2", "t2", "m2"]));
  expect(isCut).toBe(false);
});

it("walks a loop once, and says where it stops", () => {
  const loop = [...edges, { from: "m2", to: "r1" }];
  expect(new Set(lineageOf("r1", loop, 100).ids)).toEqual(
    new Set(["r1", "m1", "t1", "s1", "import", "base", "m2", "t2", "s2"]),
  );
  const { ids, isCut } = lineageOf("m2", edges, 3);
  expect([ids.length, isCut]).toEqual([3, true]);
});

it("foresees time and cost by the median of what was trained like it, and nothing without that", () => {
  const past = [
    { dialogues: 100, epochs: 1, seconds: 10, cost: null },
    { dialogues: 50, epochs: 2, seconds: 30, cost: 2 },
    { dialogues: 10, epochs: 1, seconds: 2, cost: null },
  ];
  expect(foresee(200, 3, past)).toEqual({ seconds: 120, cost: 12, from: 3 });
  expect(foresee(200, 3, [])).toBe(null);
  expect(foresee(200, 3, [{ dialogues: 0, epochs: 1, seconds: 5, cost: 1 }])).toBe(null);
});
