import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { seededRandom } from "@/lib/base/random";
import { behaviourAgainstPeople } from "./behaviour-against-people";
import { type Asked, type CorpusFigureId, corpusDefinitions, cutToWords, measureCorpus } from "./corpus-figures";
import { corpusRows } from "./corpus-rows";
import { jackknife } from "./jackknife";
import { likenessAgainstPeople } from "./likeness-against-people";
import { poolsOf } from "./pools";
import { behaviourOf } from "./user-sim-index";
import { growthExponent, vocabularyGrowth } from "./vocabulary";

function toEnd<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const gzip = (text: string) => ({ plain: Buffer.byteLength(text), packed: gzipSync(text, { level: 9 }).length });
const random = seededRandom(4);
const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
const syllables = ["ba", "ko", "mi", "tu", "ren", "sol", "vi", "dar", "ne", "quo"];
const words = Array.from({ length: 400 }, () => pick(syllables) + pick(syllables) + pick(syllables));
const people = (count: number): Asked[] =>
  Array.from({ length: count }, () =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
      Array.from({ length: 4 + Math.floor(random() * 20) }, () => pick(words)).join(" "),
    ),
  );
const bots = (count: number): Asked[] =>
  Array.from({ length: count }, () =>
    Array.from({ length: 3 }, () => `Could you please explain ${pick(words)} and ${pick(words)} in more detail?`),
  );
const measured = (dialogues: Asked[], size = Number.POSITIVE_INFINITY) => toEnd(measureCorpus(dialogues, size, gzip));

describe("figures of a corpus", () => {
  it("tell people from one mould, each in its direction", () => {
    const [ours, theirs] = [measured(bots(60)), measured(people(60))];
    const values = (of: typeof ours) =>
      Object.fromEntries(Object.entries(of).map(([id, figure]) => [id, must(figure, id).value])) as Record<
        CorpusFigureId,
        number
      >;
    const [bot, human] = [values(ours), values(theirs)];
    for (const id of ["firstTurnDiversity", "differentWords", "growth", "ngrams"] as const)
      expect(bot[id]).toBeLessThan(human[id]);
    for (const id of ["compression", "selfRepetition"] as const) expect(bot[id]).toBeGreaterThan(human[id]);
  });

  it("are cut to as many words where they depend on them, and say from how many they come", () => {
    const all = people(80);
    const figures = measured(all, 300);
    expect(figures.ngrams?.words).toBeGreaterThanOrEqual(300);
    expect(figures.ngrams?.words).toBeLessThan(400);
    expect(figures.firstTurnDiversity).toMatchObject({ dialogues: 80 });
    expect(cutToWords([["one two"], ["three"], ["four"]], 3)).toHaveLength(2);
    expect(cutToWords(all, Number.POSITIVE_INFINITY)).toHaveLength(80);
  });

  it("have an interval that holds the truth of where they were drawn from", () => {
    const of = corpusDefinitions.firstTurnDiversity.value;
    const truth = must(of(people(1_500)), "truth");
    let held = 0;
    for (let i = 0; i < 40; i++) {
      const drawn = people(40);
      const { error } = must(toEnd(jackknife(drawn, of)), "spread");
      if (Math.abs(must(of(drawn), "value") - truth) < 2.1 * error) held++;
    }
    expect(held).toBeGreaterThan(33);
  });

  it("are nothing of an empty corpus, one dialogue and emoji, and never NaN", () => {
    for (const one of [[], [[]], [["", " "]], [["👍"], ["👍"]], [["東京はどこですか"]], [["\ud800"]]] as Asked[][])
      for (const figure of Object.values(measured(one))) {
        if (figure === null) continue;
        expect(Number.isFinite(figure.value)).toBe(true);
        expect(figure.interval).toBeNull();
      }
    expect(Object.values(measured([]))).toEqual(Object.keys(corpusDefinitions).map(() => null));
  });

  it("stand beside people's with the difference and how far people lie from themselves", () => {
    const of = (dialogues: Asked[]) => ({ dialogues: 60, drawn: 60, figures: measured(dialogues), growth: [] });
    const [own, theirs] = [of(bots(60)), of(people(60))];
    const row = must(
      corpusRows({ own, people: theirs }).find(({ id }) => id === "firstTurnDiversity"),
      "row",
    );
    expect(row.difference?.value).toBe(must(row.figure, "own").value - must(row.people, "people").value);
    expect(row.difference?.interval?.high).toBeLessThan(0);
    expect(row.ceiling).toBeLessThan(Math.abs(must(row.difference, "difference").value));
    expect(corpusRows({ own, people: null })[0]).toMatchObject({ people: null, difference: null, ceiling: null });
  });
});

describe("the growth of a vocabulary", () => {
  it("is 1 where every word is new and 0 where none is", () => {
    const fresh = Array.from({ length: 500 }, (_, i) => String.fromCharCode(97 + (i % 26)) + "x".repeat(1 + i / 26));
    expect(growthExponent(vocabularyGrowth(fresh))).toBeCloseTo(1, 10);
    expect(growthExponent(vocabularyGrowth(Array.from({ length: 500 }, () => "same")))).toBeCloseTo(0, 10);
    expect(vocabularyGrowth(fresh).at(-1)).toEqual({ words: 500, types: 500 });
    expect(growthExponent(vocabularyGrowth(["a few words"]))).toBeNull();
    expect(vocabularyGrowth([])).toEqual([]);
  });
});

describe("behaviour against people", () => {
  const behaviours = (dialogues: Asked[]) => dialogues.flatMap((asked) => behaviourOf(asked) ?? []);

  it("is near for people and far for a mould, beside what people reach among themselves", () => {
    const theirs = behaviours(people(60));
    const near = must(toEnd(behaviourAgainstPeople(behaviours(people(60)), theirs)), "near");
    const far = must(toEnd(behaviourAgainstPeople(behaviours(bots(60)), theirs)), "far");
    expect(near.index.total.value).toBeGreaterThan(far.index.total.value);
    expect(near.index.total.ceiling).toBe(far.index.total.ceiling);
    expect(must(far.coverage, "coverage").value).toBeLessThan(must(near.coverage, "coverage").value);
    const { low, high } = must(far.index.total.interval, "interval");
    expect(low).toBeLessThanOrEqual(far.index.total.value + 5);
    expect(high).toBeGreaterThan(low);
    expect(toEnd(behaviourAgainstPeople([], theirs))).toBeNull();
    expect(toEnd(behaviourAgainstPeople(theirs.slice(0, 3), theirs))?.index.total.interval).toBeNull();
  });
});

describe("pools", () => {
  it("join what is too short with the next of the same writer, and count what is left over", () => {
    const spoken = [10, 45, 60, 20, 0].map((tokens, i) => ({
      text: tokens === 0 ? "" : `t${i}`,
      tokens,
      writer: i === 2 ? "b" : "a",
    }));
    expect(poolsOf(spoken)).toEqual({
      pools: [
        { text: "t0\nt1", dialogues: 2, writer: "a" },
        { text: "t2", dialogues: 1, writer: "b" },
      ],
      leftOver: 1,
    });
  });
});

describe("likeness against people", () => {
  const pools = (dialogues: Asked[], writer: string) =>
    poolsOf(dialogues.map((asked) => ({ text: asked.join("\n"), tokens: 60, writer }))).pools;

  it("tells a mould, not people from people, and is asked about simulators that it never saw", () => {
    const theirs = pools(people(60), "file");
    const ours = [...pools(bots(30), "one"), ...pools(bots(30), "two")];
    const found = must(toEnd(likenessAgainstPeople(ours, theirs, 1)), "found");
    expect(found.heldOut.auc).toBeGreaterThan(0.95);
    expect(found.heldOut).toMatchObject({ human: 60, simulated: 60 });
    expect(found.heldOut.meanSimulated).toBeLessThan(0.3);
    expect(found.unseen.map(({ writer }) => writer)).toEqual(["one", "two"]);
    for (const one of found.unseen) expect(one.auc).toBeGreaterThan(0.95);
    const ceiling = must(found.ceiling, "ceiling");
    expect(Math.abs(ceiling.auc - 0.5)).toBeLessThan(0.25);
    expect(found.words.simulated.map((one) => one.words)).toContain("Could you");
  });

  it("is nothing where a side has too few texts, and asks nothing about others where there is one simulator", () => {
    expect(toEnd(likenessAgainstPeople(pools(bots(12), "one"), pools(people(40), "file"), 1))).toBeNull();
    const found = toEnd(likenessAgainstPeople(pools(bots(20), "one"), pools(people(20), "file"), 1));
    expect(found).toMatchObject({ unseen: [], ceiling: null });
  });
});
