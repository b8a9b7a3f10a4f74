import { describe, expect, it } from "vitest";
import { answerSampling } from "./answer-sampling";
import type { Round } from "./candidate";
import { drawBallot, drawComparisons, isSwappedAt } from "./draw-comparisons";
import { matchDialogues } from "./match-dialogues";
import { checkVote, outcomeOf } from "./vote";

describe("the side a candidate stands on", () => {
  it("is left as often as right: 0.50 within 0.01 over 10,000 ballots, whoever votes and however few each", () => {
    for (const [raters, each] of [
      [1, 10_000],
      [100, 100],
      [2_000, 5],
    ] as const)
      for (const seed of [1, 7, 4_000_000_000]) {
        let swapped = 0;
        for (let rater = 0; rater < raters; rater++)
          for (let i = 0; i < each; i++) if (isSwappedAt(seed, `usr_${rater}`, i)) swapped += 1;
        expect(Math.abs(swapped / 10_000 - 0.5)).toBeLessThanOrEqual(0.01);
      }
  });

  it("is the same whenever it is asked for, and another one for another rater or seed", () => {
    const sides = (seed: number, rater: string) => Array.from({ length: 60 }, (_, i) => isSwappedAt(seed, rater, i));
    expect(sides(1, "a")).toEqual(sides(1, "a"));
    expect(sides(1, "a")).not.toEqual(sides(1, "b"));
    expect(sides(1, "a")).not.toEqual(sides(2, "a"));
  });

  it("turns sides into candidates", () => {
    expect(outcomeOf("left", false)).toBe("first");
    expect(outcomeOf("left", true)).toBe("second");
    expect(outcomeOf("right", true)).toBe("first");
    expect(outcomeOf("both_bad", true)).toBe("both_bad");
  });
});

describe("what a rater is served", () => {
  it("is gold and repeated in the set shares", () => {
    const drawn = Array.from({ length: 10_000 }, (_, i) => drawBallot(3, "a", i, { goldRate: 0.1, repeatRate: 0.05 }));
    expect(drawn.filter((kind) => kind === "gold").length / 10_000).toBeCloseTo(0.1, 1);
    expect(drawn.filter((kind) => kind === "repeat").length / 10_000).toBeCloseTo(0.05, 1);
  });
});

describe("comparisons", () => {
  const items = Array.from({ length: 10 }, (_, i) => ({ id: `i${i}` }));
  const candidates = ["a", "b", "c"].map((name) => ({ id: name, name }));
  const spec = { kind: "answers" as const, baseline: null, overlap: null };

  it("are every pair on every item, spread so that an early stop has judged all about equally", () => {
    const drawn = drawComparisons({ items, candidates }, spec, 1);
    expect(drawn).toHaveLength(30);
    expect(new Set(drawn.map((one) => `${one.itemId}${one.firstId}${one.secondId}`)).size).toBe(30);
    expect(new Set(drawn.slice(0, 10).map(({ itemId }) => itemId)).size).toBe(10);
  });

  it("are against a baseline only, where one is named", () => {
    const drawn = drawComparisons({ items, candidates }, { ...spec, baseline: "b" }, 1);
    expect(new Set(drawn.map(({ firstId, secondId }) => `${firstId}${secondId}`))).toEqual(new Set(["ab", "bc"]));
  });

  it("go to several people for exactly the set share", () => {
    const drawn = drawComparisons({ items, candidates }, { ...spec, overlap: { people: 3, share: 0.5 } }, 1);
    expect(drawn.filter(({ needed }) => needed === 3)).toHaveLength(15);
  });

  it("of a newcomer are its own alone, the same each time, with the same share for several people", () => {
    const field = { items, candidates, newcomer: "c" };
    const overlap = { people: 3, share: 0.5 };
    const drawn = drawComparisons(field, { ...spec, overlap }, 1);
    expect(new Set(drawn.map(({ firstId, secondId }) => `${firstId}${secondId}`))).toEqual(new Set(["ac", "bc"]));
    expect(drawn).toHaveLength(20);
    expect(drawn.filter(({ needed }) => needed === 3)).toHaveLength(10);
    expect(new Set(drawn.slice(0, 10).map(({ itemId }) => itemId)).size).toBe(10);
    expect(drawComparisons(field, { ...spec, overlap }, 1)).toEqual(drawn);
    const alone = new Map(items.map(({ id }, i) => [id, new Set(i < 3 ? ["c"] : ["a"])]));
    expect(drawComparisons({ ...field, showing: alone }, { ...spec, kind: "turing" }, 1)).toHaveLength(3);
  });

  it("of a Turing evaluation are single dialogues", () => {
    const showing = new Map(items.slice(1).map(({ id }) => [id, new Set(["a"])]));
    const drawn = drawComparisons({ items, candidates, showing }, { ...spec, kind: "turing" }, 1);
    expect(drawn).toHaveLength(9);
    expect(drawn.every(({ secondId }) => secondId === null)).toBe(true);
  });

  it("of dialogues are those that both have", () => {
    const showing = new Map(items.map(({ id }, i) => [id, new Set(i < 4 ? ["a", "b", "c"] : ["a", "c"])]));
    const drawn = drawComparisons({ items, candidates, showing }, { ...spec, kind: "dialogues" }, 1);
    expect(drawn).toHaveLength(4 * 3 + 6);
  });
});

describe("dialogues of two runs", () => {
  const dialogue = (user: string) => ({ rounds: [{ user, assistant: "…" }] as Round[] });
  it("are matched by their opening, in passes", () => {
    const matched = matchDialogues(
      new Map([
        ["a", [dialogue("How to bake?"), dialogue("How to bake?"), dialogue("Only here")]],
        ["b", [dialogue("how  to bake? "), dialogue("Elsewhere")]],
      ]),
      10,
    );
    expect(matched.map((sides) => [...sides.keys()])).toEqual([["a", "b"]]);
  });
});

describe("sampling of answers", () => {
  it("is MT-Bench's by category, unless the candidate has its own", () => {
    expect(answerSampling("math", {}, { temperature: 1 })).toEqual({
      temperature: 0,
      topP: undefined,
      maxTokens: 1_024,
    });
    expect(answerSampling("writing", {}, {}).temperature).toBe(0.7);
    expect(answerSampling("generic", {}, {}).temperature).toBe(0.7);
    expect(answerSampling("math", { temperature: 0.3, maxTokens: 9 }, {})).toMatchObject({
      temperature: 0.3,
      maxTokens: 9,
    });
  });
});

describe("a vote", () => {
  it("must fit what was asked", () => {
    const vote = {
      kind: "pair" as const,
      choice: "left" as const,
      rounds: [],
      criteria: { tone: "left" as const },
      strength: null,
      reason: "",
    };
    expect(checkVote(vote, { kind: "turing", criteria: [] }, 1)).toHaveProperty("kind");
    expect(checkVote(vote, { kind: "answers", criteria: [] }, 1)).toHaveProperty(["criteria.tone"]);
    expect(
      checkVote({ ...vote, criteria: {}, rounds: ["left", null] }, { kind: "answers", criteria: [] }, 1),
    ).toHaveProperty("rounds");
  });
});
