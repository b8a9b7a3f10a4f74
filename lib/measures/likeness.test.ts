import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { qualityOf } from "./classifier-quality";
import { type Example, type LikenessModel, likenessOf, trainLikeness } from "./likeness";
import { tellTaleWords } from "./tell-tale-words";
import { featuresOf } from "./text-features";

/** What both sides of the embedded corpus say, each side of a dialogue as one text: users stand for people. */
function corpus(): Example[] {
  const folder = join(import.meta.dirname, "../models/embedded/corpus");
  const lines = ["everyday", "work-and-study"].flatMap((name) =>
    readFileSync(join(folder, `${name}.jsonl`), "utf8")
      .trim()
      .split("\n"),
  );
  return lines.flatMap((line) => {
    const { conversations } = JSON.parse(line) as { conversations: { from: string; value: string }[] };
    const said = (side: string) =>
      conversations
        .filter(({ from }) => from === side)
        .map(({ value }) => value)
        .join("\n");
    return [
      { text: said("human"), isHuman: true },
      { text: said("gpt"), isHuman: false },
    ];
  });
}

let held: Example[];
let learned: Example[];
let model: LikenessModel;
beforeAll(() => {
  const all = corpus();
  const isHeld = (i: number) => Math.floor(i / 2) % 4 === 0;
  held = all.filter((_, i) => isHeld(i));
  learned = all.filter((_, i) => !isHeld(i));
  model = trainLikeness(learned, 5);
});

describe("human-likeness", () => {
  it("tells writers apart on dialogues it never saw, and says how sure it is", () => {
    const quality = qualityOf(held.map(({ text, isHuman }) => ({ score: likenessOf(model, text), isHuman })));
    expect(quality?.auc).toBeGreaterThan(0.97);
    expect(quality?.calibrationError).toBeLessThan(0.15);
  });

  it("is guessing where nobody differs", () => {
    const random = seededRandom(3);
    const mixed = learned.map(({ text }) => ({ text, isHuman: random() < 0.5 }));
    const lost = trainLikeness(mixed, 5);
    const quality = qualityOf(held.map(({ text }) => ({ score: likenessOf(lost, text), isHuman: random() < 0.5 })));
    expect(quality?.auc).toBeGreaterThan(0.3);
    expect(quality?.auc).toBeLessThan(0.7);
  });

  it("comes out the same by the same seed, and weighs both sides alike however many each has", () => {
    const again = trainLikeness(learned, 5);
    expect(Buffer.from(again.weights.buffer).equals(Buffer.from(model.weights.buffer))).toBe(true);
    expect([again.bias, again.slope, again.offset]).toEqual([model.bias, model.slope, model.offset]);
    const few = learned.filter(({ isHuman }, i) => !isHuman || i % 8 === 0);
    const lean = trainLikeness(few, 5);
    const scores = held.filter(({ isHuman }) => isHuman).map(({ text }) => likenessOf(lean, text));
    expect(scores.filter((score) => score > 0.5).length / scores.length).toBeGreaterThan(0.6);
  });

  it("says what speaks for and against, as words that the texts hold", () => {
    const { human, simulated } = tellTaleWords(
      model,
      learned.map(({ text }) => text),
    );
    expect(human).toHaveLength(20);
    for (const { words, weight, texts } of [...human, ...simulated]) {
      expect(texts).toBeGreaterThanOrEqual(5);
      expect(weight).not.toBe(0);
      expect(learned.some(({ text }) => words.split(" ").every((word) => text.includes(word)))).toBe(true);
    }
    expect(human.map(({ words }) => words)).toContain("?");
  });

  it("is never NaN: empty texts, emoji and scripts without spaces have a score", () => {
    for (const text of ["", " \n", "😀", "東京はどこですか", "\ud800"]) {
      const score = likenessOf(model, text);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
    expect(featuresOf("").places).toHaveLength(0);
    const few = learned.slice(0, 12);
    expect(() => trainLikeness(few, 1)).toThrow("at least ten texts of each");
  });
});

describe("a classifier's quality", () => {
  it("is the chance that a person scores higher, ties half, and how far scores are from what was so", () => {
    const of = (human: number[], simulated: number[]) =>
      qualityOf([
        ...human.map((score) => ({ score, isHuman: true })),
        ...simulated.map((score) => ({ score, isHuman: false })),
      ]);
    expect(of([0.9, 0.8], [0.1, 0.2])?.auc).toBe(1);
    expect(of([0.1], [0.9])?.auc).toBe(0);
    expect(of([0.5, 0.7], [0.5, 0.6])?.auc).toBe((0.5 + 0 + 1 + 1) / 4);
    const honest = of([0.75, 0.75, 0.75], [0.75]);
    expect(honest?.calibrationError).toBe(0);
    expect(honest?.bins[7]).toEqual({ from: 0.7, to: 0.8, texts: 4, meanScore: 0.75, humanShare: 0.75 });
    expect(of([1, 1], [1, 1])?.calibrationError).toBe(0.5);
    expect([of([], [0.3]), of([0.3], [])]).toEqual([null, null]);
  });
});
