import { expect, it } from "vitest";
import type { EvaluationResults, HeadToHeadPair } from "@/lib/contract/endpoints/evaluation-results";
import { byRating, matrixCsv } from "./head-to-head-panel";

const figure = (value: number) => ({ ok: true as const, value, interval: null, why: null, n: 10 });
const candidates = ["a", "b", "c"].map((id, position) => ({ id, name: id === "b" ? " =B, the second" : id, position }));
const rates = (of: Record<string, number>) =>
  Object.entries(of).map(([candidateId, value]) => ({
    candidateId,
    adjusted: figure(value),
  })) as unknown as EvaluationResults["winRates"];

it("puts the best rated first, by the rate against all where there is no joint rating, who has no figure last", () => {
  const none = { ok: false as const, reason: "Nobody connects them.", groups: [] };
  const order = (ratings: EvaluationResults["ratings"], winRates: EvaluationResults["winRates"]) =>
    byRating({ candidates, ratings, winRates }).map(({ id }) => id);
  expect(order(none, rates({ b: 0.2, c: 0.8 }))).toEqual(["c", "b", "a"]);
  const rated = { b: 1100, a: 1000, c: 900 };
  const joint = Object.entries(rated).map(([candidateId, value]) => ({ candidateId, rating: figure(value) }));
  expect(order({ ok: true, rated: joint } as unknown as EvaluationResults["ratings"], rates({ c: 0.9 }))).toEqual([
    "b",
    "a",
    "c",
  ]);
  expect(order(none, [])).toEqual(["a", "b", "c"]);
});

it("gives the matrix as a file: both directions, nothing of who has not met, no name that is a formula", () => {
  const pairs = [{ firstId: "b", secondId: "a", adjusted: figure(0.75) }] as unknown as HeadToHeadPair[];
  expect(matrixCsv(candidates, pairs)).toBe(
    ['candidate,a,"\' =B, the second",c', "a,,0.25,", '"\' =B, the second",0.75,,', "c,,,", ""].join("\r\n"),
  );
});
