import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { seededRandom } from "@/lib/base/random";
import { figureDefinitions, figureGroups, measureDialogue } from "./dialogue-figures";
import type { MeasuredDialogue } from "./figure-definition";
import { added, distanceFromPeople, meanOfSums, noSums, sumsOf } from "./figure-sums";

const random = seededRandom(21);
const drawn = (dialogues: number, shift = 0) =>
  Array.from({ length: dialogues }, () => {
    const own = random() * 2 + shift;
    return Array.from({ length: 1 + Math.floor(random() * 6) }, () => own + random());
  });
const summed = (dialogues: (number | null)[][]) => dialogues.map(sumsOf).reduce((sum, one) => added(sum, one), noSums);

describe("the sums of a figure", () => {
  it("give the mean and spread of all values, whatever their order, and what a dialogue took away leaves", () => {
    const dialogues = drawn(40);
    const all = dialogues.flat();
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
    const figure = must(meanOfSums(summed(dialogues)), "figure");
    expect(figure.mean).toBeCloseTo(mean, 12);
    expect(figure.deviation).toBeCloseTo(
      Math.sqrt(all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (all.length - 1)),
      10,
    );
    const less = added(summed(dialogues), sumsOf(must(dialogues[0], "first")), -1);
    expect(meanOfSums(less)?.mean).toBeCloseTo(must(meanOfSums(summed(dialogues.slice(1))), "rest").mean, 12);
  });

  it("give an interval that holds the truth in 95 of 100 draws, though questions of a dialogue are alike", () => {
    const truth = (() => {
      const many = drawn(200_000);
      return must(meanOfSums(summed(many)), "truth").mean;
    })();
    let held = 0;
    for (let i = 0; i < 1_000; i++) {
      const interval = meanOfSums(summed(drawn(30)))?.interval;
      if (interval && interval.low <= truth && truth <= interval.high) held++;
    }
    expect(held).toBeGreaterThan(920);
    expect(held).toBeLessThan(975);
  });

  it("count what had no value, and are never NaN", () => {
    expect(sumsOf([1, null, Number.NaN, Number.POSITIVE_INFINITY])).toMatchObject({ values: 1, skipped: 3, sum: 1 });
    expect(meanOfSums(sumsOf([null]))).toBeNull();
    expect(meanOfSums(noSums)).toBeNull();
    expect(meanOfSums(sumsOf([3]))).toMatchObject({ mean: 3, deviation: null, error: null, interval: null });
    expect(meanOfSums(summed([[2], [2]]))).toMatchObject({ mean: 2, deviation: 0, error: null, interval: null });
    const alike = Array.from({ length: 6 }, () => [2, 2]);
    expect(meanOfSums(summed(alike))).toMatchObject({ mean: 2, error: 0, interval: { low: 2, high: 2 } });
  });
});

describe("the distance from people", () => {
  it("is a difference with its interval, and in people's deviations", () => {
    const people = meanOfSums(summed(drawn(300)));
    const shifted = meanOfSums(summed(drawn(300, 1)));
    const far = must(distanceFromPeople(shifted, people), "distance");
    expect(far.difference).toBeCloseTo(1, 0);
    expect(far.interval?.low).toBeGreaterThan(0);
    expect(far.inDeviations).toBeCloseTo(far.difference / must(people?.deviation, "deviation"), 12);
    expect(distanceFromPeople(people, people)).toMatchObject({ difference: 0, inDeviations: 0 });
  });

  it("is nothing without both, and not in deviations where people do not vary", () => {
    const some = meanOfSums(summed([[1], [2]]));
    expect(distanceFromPeople(null, some)).toBeNull();
    expect(distanceFromPeople(some, null)).toBeNull();
    expect(distanceFromPeople(some, meanOfSums(summed([[4], [4]])))).toMatchObject({
      difference: -2.5,
      inDeviations: null,
    });
    expect(distanceFromPeople(some, meanOfSums(sumsOf([4])))).toMatchObject({ interval: null });
  });
});

describe("the figures of a dialogue", () => {
  const turn = (speaker: "user" | "assistant", text: string) => ({ speaker, text, tokens: text.length });
  const dialogue: MeasuredDialogue = {
    turns: [
      turn("user", "how do i fix this error"),
      turn("assistant", "Restart the server."),
      turn("user", "The server does not start?"),
      turn("assistant", "Then read its log."),
      turn("user", ""),
    ],
  };
  const figures = measureDialogue(dialogue);
  const means = Object.fromEntries(Object.entries(figures).map(([id, sums]) => [id, meanOfSums(sums)?.mean]));

  it("are those of its definition", () => {
    expect(means).toMatchObject({
      rounds: 3,
      dialogueTokens: 23 + 19 + 26 + 18,
      questionTokens: 49 / 3,
      answerTokens: 37 / 2,
      questionWords: 11 / 3,
      questionMark: 0.5,
      lowerCase: 0.5,
      openEnd: 0.5,
      atMostThreeWords: 0,
      overlap: 0.4,
    });
    expect(figures.mtld).toMatchObject({ values: 2, skipped: 1 });
    expect(means.mtld).toBe((6 + 5) / 2);
    expect(figures.overlap).toMatchObject({ values: 1, skipped: 1 });
  });

  it("have values for emoji, scripts without spaces and nothing at all, never NaN", () => {
    const odd = ["😀", "東京はどこですか？", "", "\u0000", "\ud800"].map((text) => ({ turns: [turn("user", text)] }));
    for (const one of [{ turns: [] }, ...odd])
      for (const sums of Object.values(measureDialogue(one)))
        expect(Object.values(sums).every(Number.isFinite)).toBe(true);
  });

  it("each say what they are, in what unit, and whose they are", () => {
    for (const { name, definition, source } of Object.values(figureDefinitions))
      for (const text of [name, definition, source]) expect(text).toMatch(/\S/);
    expect(Object.values(figureGroups).flatMap((group) => Object.keys(group))).toEqual(Object.keys(figureDefinitions));
    expect(new Set(Object.values(figureDefinitions).map(({ name }) => name)).size).toBe(
      Object.keys(figureDefinitions).length,
    );
  });
});
