import fc from "fast-check";
import { expect, it } from "vitest";
import type { Battle, Outcome } from "./battle";
import { headToHead, winRates } from "./win-rates";

function votes(first: string, second: string, counts: Partial<Record<Outcome, number>>): Battle[] {
  return Object.entries(counts).flatMap(([outcome, count]) =>
    Array.from({ length: count }, (_, i) => {
      return { first, second, outcome: outcome as Outcome, item: `${first}${second}${outcome}${i}`, rater: "r" };
    }),
  );
}

it("adjusted and decided rates of 48 won, 12 tied, 8 both bad, 32 lost, with Wilson's intervals", () => {
  const battles = votes("A", "B", { first: 48, tie: 12, both_bad: 8, second: 32 });
  expect(headToHead(battles)).toEqual([
    {
      first: "A",
      second: "B",
      won: 48,
      tied: 12,
      bothBad: 8,
      lost: 32,
      adjusted: expect.objectContaining({ value: 0.58, n: 100 }),
      decided: {
        ok: true,
        value: 0.6,
        n: 80,
        why: null,
        interval: { low: expect.closeTo(0.490455, 6), high: expect.closeTo(0.700382, 6), rounds: 0 },
      },
    },
  ]);
});

it("a candidate's rate is over all others, on whichever side it stood", () => {
  const battles = [...votes("A", "B", { first: 3, second: 1 }), ...votes("C", "A", { first: 2, tie: 2 })];
  expect(winRates(battles)).toMatchObject([
    { candidate: "C", won: 2, tied: 2, lost: 0, adjusted: { value: 0.75, n: 4 } },
    { candidate: "A", won: 3, tied: 2, lost: 3, adjusted: { value: 0.5, n: 8 } },
    { candidate: "B", won: 1, tied: 0, lost: 3, adjusted: { value: 0.25, n: 4 } },
  ]);
});

it("says in words that nothing is decided", () => {
  expect(headToHead(votes("A", "B", { tie: 3, both_bad: 2 }))).toMatchObject([
    { adjusted: { value: 0.5 }, decided: { ok: false, reason: "No vote has decided between them yet." } },
  ]);
  expect(winRates([])).toEqual([]);
});

it("what one wins the other loses: the rates of two candidates add up to 1, and so do their intervals", () => {
  const battle = fc.record({
    first: fc.constantFrom("A", "B"),
    outcome: fc.constantFrom<Outcome>("first", "second", "tie", "both_bad"),
    item: fc.integer({ min: 1, max: 9 }).map(String),
  });
  fc.assert(
    fc.property(fc.array(battle, { minLength: 1, maxLength: 40 }), (given) => {
      const battles = given.map((each) => ({ ...each, second: each.first === "A" ? "B" : "A", rater: "r" }));
      const [one, other] = winRates(battles);
      if (!one?.adjusted.ok || !other?.adjusted.ok) throw new Error("two candidates with votes");
      expect(one.adjusted.value + other.adjusted.value).toBeCloseTo(1, 9);
      expect(one.won).toBe(other.lost);
      expect(one.adjusted.interval === null).toBe(other.adjusted.interval === null);
      if (one.adjusted.interval && other.adjusted.interval)
        expect(one.adjusted.interval.low + other.adjusted.interval.high).toBeCloseTo(1, 9);
    }),
  );
});
