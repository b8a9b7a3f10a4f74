import { expect, it } from "vitest";
import { wilsonShare } from "@/lib/stats/intervals";
import type { Battle, Outcome } from "./battle";
import { type AgreementSetting, agreementAmong, agreementBetween, agreementWithMajority } from "./vote-agreement";

const outcomes: Record<string, Outcome> = { A: "first", B: "second", t: "tie", b: "both_bad" };

/** One word an item, one letter a rater: A or B better, t for a tie, b for both bad, "." for no vote. */
function votes(words: string, by = "r"): Battle[] {
  return words.split(" ").flatMap((word, item) =>
    [...word].flatMap((letter, rater) => {
      const outcome = outcomes[letter];
      return outcome ? [{ first: "A", second: "B", outcome, item: `i${item}`, rater: `${by}${rater}` }] : [];
    }),
  );
}

const settings: AgreementSetting[] = ["S1", "S2"];

it("three votes A, A, B agree in one pair of three (the example of MT-bench's authors)", () => {
  for (const setting of settings) expect(agreementAmong(votes("AAB"), setting)).toMatchObject({ value: 1 / 3, n: 3 });
});

it("S1 takes both kinds of tie for one, S2 leaves ties out", () => {
  const given = votes("At tb AA AB Bb");
  expect(agreementAmong(given, "S1")).toMatchObject({ value: 2 / 5, n: 5 });
  expect(agreementAmong(given, "S2")).toMatchObject({ value: 1 / 2, n: 2 });
});

it("the side that an answer stood on does not matter, other answers and the own second vote do not count", () => {
  const [one, other] = votes("AB");
  if (!one || !other) throw new Error("two votes");
  const mirrored: Battle = { ...other, first: "B", second: "A" }; // the first is B's answer now, and lost
  expect(agreementAmong([one, mirrored], "S1")).toMatchObject({ value: 1, n: 1 });
  expect(agreementAmong([one, { ...other, second: "C" }], "S1")).toMatchObject({ ok: false });
  expect(agreementAmong([one, { ...other, rater: one.rater }], "S1")).toMatchObject({ ok: false });
});

it("a judge is held against each person, and against what most people said", () => {
  const judge = votes("A A A t", "judge");
  const people = votes("AAB AB BBA ttA");
  expect(agreementBetween(judge, people, "S1")).toMatchObject({ value: (2 + 1 + 1 + 2) / 11, n: 11 });
  expect(agreementBetween(judge, people, "S2")).toMatchObject({ value: 4 / 8, n: 8 });
  expect(agreementWithMajority(judge, people, "S1")).toMatchObject({ value: (1 + 1 / 2 + 0 + 1) / 4, n: 4 });
  expect(agreementWithMajority(judge, people, "S2")).toMatchObject({ value: (1 + 1 / 2 + 0) / 3, n: 3 });
});

it("a person is not held against the own vote in the majority", () => {
  const people = votes("AB");
  expect(agreementWithMajority(people, people, "S1")).toMatchObject({ value: 0, n: 2 });
});

it("says in words that nobody voted twice on anything", () => {
  expect(agreementAmong(votes("A B t"), "S1")).toEqual({
    ok: false,
    reason: "No two raters voted on the same two answers.",
  });
});

it("pairs of votes on one item are not taken for independent", () => {
  const words = Array.from({ length: 20 }, (_, i) => (i % 4 ? "AAAA" : "AABB")).join(" ");
  const [found, naive] = [agreementAmong(votes(words), "S1"), wilsonShare(100, 120)];
  if (!found.ok || !naive.ok || !found.interval || !naive.interval) throw new Error("no interval");
  expect(found).toMatchObject({ value: 100 / 120, n: 120 });
  expect(found.interval.high - found.interval.low).toBeGreaterThan(naive.interval.high - naive.interval.low);
});
