import { expect, it } from "vitest";
import type { ComparedWhole } from "@/lib/domain/statistics/corpus-figures";
import { added, type MeanFigure, meanOfSums, noSums, sumsOf } from "./figure-sums";
import { nearnessRows } from "./nearness-rows";
import { type ColumnScores, scoreRows } from "./score-rows";

const near = (value: number) => ({ value, interval: { low: value - 1, high: value + 1 }, ceiling: 92 });
const told = (auc: number) => ({
  auc,
  interval: null,
  calibrationError: 0,
  human: 20,
  simulated: 30,
  meanHuman: 0.9,
  meanSimulated: 1 - auc,
  simulatedInterval: null,
});
const whole = (peopleId: string | null): ComparedWhole => ({
  peopleId,
  figures: {},
  index: { communication: near(50), information: near(51), clarification: near(52), errors: near(53), total: near(54) },
  coverage: null,
  behaved: 40,
  heldOut: told(0.8),
  ceiling: told(0.5),
});

it("nearness stands beside the reference it was measured against, and the reference beside itself", () => {
  const columns = [
    { id: "people", isReference: true, whole: null },
    { id: "bots", isReference: false, whole: whole("people") },
    { id: "others", isReference: false, whole: whole("other people") },
    { id: "raw", isReference: false, whole: null },
  ];
  const rows = nearnessRows(columns);
  const index = rows.find(({ id }) => id === "userSim:total");
  expect(index?.cells).toEqual([
    { mean: 92, interval: null, values: null, skipped: 0, difference: null },
    { mean: 54, interval: { low: 53, high: 55 }, values: 40, skipped: 0, difference: null },
    null,
    null,
  ]);
  expect(rows.find(({ id }) => id === "toldApart")?.cells.map((cell) => cell?.mean)).toEqual([
    0.5,
    0.8,
    undefined,
    undefined,
  ]);
  // A row without any value is none.
  expect(rows.map(({ id }) => id)).not.toContain("coverage");
  expect(nearnessRows(columns.slice(1))).toEqual([]);
});

function mean(...values: number[]): MeanFigure {
  const figure = meanOfSums(values.map((value) => sumsOf([value])).reduce((sum, one) => added(sum, one), noSums));
  if (!figure) throw new Error("no values");
  return figure;
}

it("scores of a judge are held against the same judge's of the reference alone", () => {
  const scores = (modelId: string, judge: string, ...values: number[]): ColumnScores => ({
    modelId,
    judge,
    missing: 1,
    means: {
      complexity: mean(...values),
      relevancy: mean(...values),
      logicality: mean(...values),
      diversity: mean(...values),
    },
  });
  const six = [4, 5, 6, 7, 8, 9];
  const rows = scoreRows(
    [[scores("a", "Alpha", ...six)], [scores("a", "Alpha", 9, 9, 9, 9, 9, 9), scores("b", "Beta", 1)], []],
    0,
  );
  expect(rows.map(({ name }) => name).filter((name) => name.startsWith("Complexity"))).toEqual([
    "Complexity by Alpha",
    "Complexity by Beta",
  ]);
  const [alpha, , , , beta] = rows;
  expect(alpha?.cells[0]?.difference).toBeNull();
  expect(alpha?.cells[1]).toMatchObject({ mean: 9, values: 6, skipped: 1, difference: { difference: 2.5 } });
  expect(alpha?.cells[1]?.difference?.interval).not.toBeNull();
  expect(alpha?.cells[2]).toBeNull();
  expect(beta?.cells).toMatchObject([null, { mean: 1, interval: null, difference: null }, null]);
});
