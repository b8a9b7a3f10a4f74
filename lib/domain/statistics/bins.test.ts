import { expect, it } from "vitest";
import { binEdges, binEnd, binOf, readFigureRanges, tokensIn, writeFigureRange } from "./bins";

it("every value lies in the bin that begins at or below it and ends above it", () => {
  for (const unit of ["share", "tokens"])
    for (const value of [0, 0.05, 0.1, 0.3, 0.1 + 0.2, 0.999, 1, 1.5, 2, 7, 10, 99, 100, 1_234_567]) {
      const [edge, end] = [binOf(unit, value), binEnd(unit, binOf(unit, value))];
      expect(edge).toBeLessThanOrEqual(value + 1e-9);
      if (end !== null) expect(end).toBeGreaterThan(value);
    }
  expect([binOf("share", 1), binOf("share", 0.7), binOf("share", 0.1 * 3)]).toEqual([0.9, 0.7, 0.3]);
  expect(binOf("tokens", -1)).toBe(0);
  expect(binOf("tokens", 1e12)).toBe(binEdges("tokens").at(-1));
  expect(binEnd("tokens", binOf("tokens", 1e12))).toBeNull();
});

it("bins of lengths are whole and grow, so that small numbers have one each", () => {
  const edges = binEdges("words");
  expect(edges.slice(0, 12)).toEqual([0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20]);
  expect(edges.every((edge, i) => Number.isInteger(edge) && edge > (edges[i - 1] ?? -1))).toBe(true);
});

it("a filter names figures by ranges, and finds the bins that begin in them", () => {
  const text = "rounds:3..8,questionMark:0.2..";
  const ranges = readFigureRanges(text) ?? [];
  expect(ranges).toEqual([
    { figure: "rounds", from: 3, to: 8 },
    { figure: "questionMark", from: 0.2, to: null },
  ]);
  expect(ranges.map(writeFigureRange).join()).toBe(text);
  expect(tokensIn({ figure: "rounds", from: 3, to: 8 })).toEqual(["rounds:3", "rounds:4", "rounds:5", "rounds:6"]);
  expect(tokensIn({ figure: "overlap", from: 0.8, to: null }).slice(0, 3)).toEqual([
    "overlap:0.8",
    "overlap:0.9",
    "overlap:1",
  ]);
  for (const wrong of ["", "rounds", "rounds:3", "rounds:a..b", "rounds:3..8;", "rounds:-1..2"])
    expect(readFigureRanges(wrong)).toBeNull();
});
