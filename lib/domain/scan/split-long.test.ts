import { expect, it } from "vitest";
import { partsOf } from "./split-long";

/** Turns by their tokens; a negative one is said by the assistant. */
const said = (...tokens: number[]) =>
  tokens.map((n) => ({ speaker: n < 0 ? ("assistant" as const) : ("user" as const), tokens: Math.abs(n) }));
const cut = (...tokens: number[]) => partsOf(said(...tokens), 100).map((part) => [part.turns, part.tokens]);

it("takes as many exchanges into a part as fit, each whole", () => {
  expect(cut(10, -40, 10, -40, 10, -40)).toEqual([
    [4, 100],
    [2, 50],
  ]);
  expect(cut(10, -40)).toEqual([[2, 50]]);
});

it("never cuts an answer from its question: one that does not fit begins the next part with it", () => {
  expect(cut(10, -40, 10, -60)).toEqual([
    [2, 50],
    [2, 70],
  ]);
});

it("leaves an exchange that is too long alone, before and after others", () => {
  expect(cut(150, -150, 5, -5)).toEqual([
    [2, 300],
    [2, 10],
  ]);
  expect(cut(5, -5, 10, -300, 5, -5)).toEqual([
    [2, 10],
    [2, 310],
    [2, 10],
  ]);
});

it("keeps an assistant who begins, and a last question without an answer, beside what they stand next to", () => {
  expect(cut(-90, 10, -40)).toEqual([[3, 140]]);
  expect(cut(-30, 10, -40, 10, -40, 90)).toEqual([
    [3, 80],
    [3, 140],
  ]);
});

it("takes every turn exactly once, whatever their lengths, and has no part that could go into the one before", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const tokens = Array.from(
      { length: 1 + (seed % 23) },
      (_, i) => (1 + ((seed * 37 + i * 61) % 130)) * (i % 2 ? -1 : 1),
    );
    const turns = said(...tokens);
    const parts = partsOf(turns, 100);
    expect(parts.reduce((sum, part) => sum + part.turns, 0)).toBe(turns.length);
    let at = 0;
    for (const [i, part] of parts.entries()) {
      const own = turns.slice(at, at + part.turns);
      expect(part.tokens).toBe(own.reduce((sum, turn) => sum + turn.tokens, 0));
      if (i > 0) expect(own[0]?.speaker).toBe("user");
      if (part.tokens > 100) expect(own.length).toBeLessThanOrEqual(3);
      at += part.turns;
    }
  }
});
