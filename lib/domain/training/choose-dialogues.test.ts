import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChosenPart, chooseDialogues, type Source } from "./choose-dialogues";
import { inSeededOrder } from "./seeded-order";
import type { SplitPart } from "./split-spec";

const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const size = fc.integer({ min: 1, max: 60 });
const weight = fc.integer({ min: 1, max: 9 });

function source(snapshotId: string, count: number, weight: number | null = null): Source {
  return { snapshotId, weight, dialogueIds: Array.from({ length: count }, (_, i) => `dlg_${snapshotId}_${i}`) };
}
const plain = { subset: null, partOf: null, leftOut: new Set<string>() };
const idsOf = (part: ChosenPart | undefined) => part?.from.flatMap(({ dialogueIds }) => dialogueIds) ?? [];
const countsOf = (part: ChosenPart | undefined) => part?.from.map(({ dialogueIds }) => dialogueIds.length);

describe("the order that a seed gives", () => {
  it("does not depend on the order of the rows, and is kept by what is already there when others come", () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(ids, seed, (ids, seed) => {
        const order = inSeededOrder(ids, seed);
        expect(inSeededOrder([...ids].reverse(), seed)).toEqual(order);
        const half = new Set(ids.slice(0, ids.length / 2));
        expect(inSeededOrder([...half], seed)).toEqual(order.filter((id) => half.has(id)));
      }),
    );
  });

  it("is this very one on every machine", () => {
    expect(inSeededOrder(["a", "b", "c", "d", "e", "f"], 125).join("")).toBe("acfdbe");
  });
});

describe("dialogues of a training file", () => {
  it("are all that a snapshot has, in its order, and trained on, where nothing else is said", () => {
    expect(chooseDialogues({ ...plain, sources: [source("a", 3)] })).toEqual([
      {
        part: "train",
        from: [{ snapshotId: "a", dialogueIds: ["dlg_a_0", "dlg_a_1", "dlg_a_2"] }],
        dialogues: 3,
        boundBy: null,
      },
    ]);
  });

  it("are exactly as many as were asked for, or all; a smaller subset lies within a larger one", () => {
    const sources = fc.array(fc.tuple(size, weight), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(sources, seed, fc.boolean(), (given, seed, weighed) => {
        const sources = given.map(([size, weight], i) => source(String(i), size, weighed ? weight : null));
        const all = chooseDialogues({ ...plain, sources })[0];
        let before: string[] = [];
        for (let size = 1; size <= (all?.dialogues ?? 0) + 1; size++) {
          const [part] = chooseDialogues({ ...plain, sources, subset: { size, seed } });
          const ids = idsOf(part);
          expect(ids).toHaveLength(Math.min(size, all?.dialogues ?? 0));
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids).toEqual(expect.arrayContaining(before));
          before = ids;
        }
      }),
      { numRuns: 40 },
    );
  });

  it("of several snapshots without weights are all of them", () => {
    const [part] = chooseDialogues({ ...plain, sources: [source("a", 30), source("b", 4)] });
    expect(countsOf(part)).toEqual([30, 4]);
  });

  it("by weight have these shares, and as many as the snapshot allows that ends first, which is told", () => {
    const sources = [source("a", 1_000, 3), source("b", 100, 1)];
    const [part] = chooseDialogues({ ...plain, sources });
    expect(countsOf(part)).toEqual([302, 100]);
    expect(part?.boundBy).toBe("b");
    const [subset] = chooseDialogues({ ...plain, sources, subset: { size: 40, seed: 1 } });
    expect([countsOf(subset), subset?.boundBy]).toEqual([[30, 10], null]);
  });

  it("by weight come within a dialogue or two of their shares", () => {
    fc.assert(
      fc.property(fc.array(weight, { minLength: 2, maxLength: 5 }), size, seed, (weights, size, seed) => {
        const sources = weights.map((weight, i) => source(String(i), 600, weight));
        const [part] = chooseDialogues({ ...plain, sources, subset: { size, seed } });
        const sum = weights.reduce((a, b) => a + b, 0);
        countsOf(part)?.forEach((count, i) => {
          expect(Math.abs(count - (size * (weights[i] ?? 0)) / sum)).toBeLessThan(2);
        });
      }),
    );
  });

  it("of two snapshots are each taken once, from the first", () => {
    const again = { ...source("a", 5), snapshotId: "b" };
    const [part] = chooseDialogues({ ...plain, sources: [source("a", 3), again] });
    expect(part?.from.map(({ dialogueIds }) => dialogueIds)).toEqual([
      ["dlg_a_0", "dlg_a_1", "dlg_a_2"],
      ["dlg_a_3", "dlg_a_4"],
    ]);
  });

  it("stand in the parts of the split; subset and weights shape what is trained on alone", () => {
    const partOf = new Map<string, SplitPart>();
    const sources = [source("a", 20, 1), source("b", 10, 1)];
    for (const { dialogueIds } of sources)
      for (const [i, id] of dialogueIds.entries()) partOf.set(id, i < 3 ? "test" : "train");
    const parts = chooseDialogues({ ...plain, sources, partOf, subset: { size: 8, seed: 125 } });
    expect(parts.map(({ part, dialogues }) => [part, dialogues])).toEqual([
      ["train", 8],
      ["test", 6],
    ]);
    expect(countsOf(parts[0])).toEqual([4, 4]);
    expect(idsOf(parts[0]).every((id) => partOf.get(id) === "train")).toBe(true);
  });

  it("that were left out have others in their places", () => {
    const all = chooseDialogues({ ...plain, sources: [source("a", 50)], subset: { size: 10, seed: 1 } });
    const leftOut = new Set(idsOf(all[0]).slice(0, 4));
    const [part] = chooseDialogues({
      sources: [source("a", 50)],
      subset: { size: 10, seed: 1 },
      partOf: null,
      leftOut,
    });
    expect(idsOf(part)).toHaveLength(10);
    expect(idsOf(part).filter((id) => leftOut.has(id))).toEqual([]);
  });
});
