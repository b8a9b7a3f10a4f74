import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atOnce } from "@/lib/testing/at-once";
import { assignParts } from "./assign-parts";
import { countLeaks } from "./leaks";
import { type SplitPart, type SplitShares, splitPartSchema, splitSharesSchema } from "./split-spec";

const assign = (...given: Parameters<typeof assignParts>) => atOnce(assignParts(...given));
const leaksOf = (...given: Parameters<typeof countLeaks>) => atOnce(countLeaks(...given));

const shares = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 100 })).map(([train, cut]) => {
  const validation = Math.floor(((100 - train) * cut) / 100);
  return { train, validation, test: 100 - train - validation };
});
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 30 });

/** Dialogues by cluster: `dlg_3_1` is the second one of the fourth cluster. */
function clusters(sizes: readonly number[]): Map<string, number> {
  return new Map(sizes.flatMap((size, c) => Array.from({ length: size }, (_, i) => [`dlg_${c}_${i}`, c] as const)));
}
function sizesOf(parts: ReadonlyMap<string, SplitPart>): SplitShares {
  const count = (part: SplitPart) => [...parts.values()].filter((it) => it === part).length;
  return { train: count("train"), validation: count("validation"), test: count("test") };
}
const alone = (size: number) => clusters(Array.from({ length: size }, () => 1));

describe("a split", () => {
  it("never cuts a cluster, whatever the shares and the seed", () => {
    fc.assert(
      fc.property(sizes, shares, seed, (sizes, shares, seed) => {
        const clusterOf = clusters(sizes);
        const parts = assign(clusterOf, { seed, shares });
        const dialogues = [...clusterOf].map(([id, cluster]) => ({
          id,
          keys: [{ kind: "seed" as const, value: String(cluster) }],
        }));
        expect([...parts.keys()].sort()).toEqual([...clusterOf.keys()].sort());
        expect(leaksOf(dialogues, (id) => parts.get(id)).seed.leaking).toBe(0);
      }),
    );
  });

  it("comes closer to the shares than the largest cluster is large", () => {
    fc.assert(
      fc.property(sizes, shares, seed, (sizes, shares, seed) => {
        const clusterOf = clusters(sizes);
        const found = sizesOf(assign(clusterOf, { seed, shares }));
        const over = splitPartSchema.options.map((part) => found[part] - (clusterOf.size * shares[part]) / 100);
        expect(Math.max(...over)).toBeLessThan(Math.max(...sizes) + 1);
      }),
    );
  });

  it("meets the shares to the dialogue where enough stand alone", () => {
    fc.assert(
      fc.property(sizes, seed, (sizes, seed) => {
        const filled = clusters([...sizes, ...Array.from({ length: 1_000 - clusters(sizes).size }, () => 1)]);
        const found = sizesOf(assign(filled, { seed, shares: { train: 90, validation: 7, test: 3 } }));
        expect(found).toEqual({ train: 900, validation: 70, test: 30 });
      }),
    );
  });

  it("is the same whatever the order of the rows and the numbers of the clusters", () => {
    const shuffled = sizes.chain((sizes) => {
      const rows = [...clusters(sizes)];
      return fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }));
    });
    fc.assert(
      fc.property(shuffled, shares, seed, ([rows, others], shares, seed) => {
        const renumbered = new Map(others.map(([id, cluster]) => [id, 1_000 - cluster]));
        const parts = assign(new Map(rows), { seed, shares });
        expect(new Map(assign(renumbered, { seed, shares }))).toEqual(parts);
      }),
    );
  });

  it("is another one with another seed, and this very one with this seed on every machine", () => {
    const parts = (seed: number) => {
      const assigned = assign(alone(20), { seed, shares: { train: 50, validation: 25, test: 25 } });
      return Array.from({ length: 20 }, (_, i) => assigned.get(`dlg_${i}_0`)?.at(1)).join("");
    };
    expect([parts(125), parts(126)]).toEqual(["reeeeararararrrearrr", "errraeerrraaarrreear"]);
  });

  it("puts large clusters into small parts, too, where they fit", () => {
    const clusterOf = clusters([...Array.from({ length: 40 }, () => 10), ...Array.from({ length: 600 }, () => 1)]);
    const inTest = Array.from({ length: 50 }, (_, seed) => {
      const parts = assign(clusterOf, { seed, shares: { train: 80, validation: 0, test: 20 } });
      return Array.from({ length: 40 }, (_, c) => parts.get(`dlg_${c}_0`)).filter((part) => part === "test").length;
    });
    const mean = inTest.reduce((sum, n) => sum + n, 0) / inTest.length;
    expect(Math.abs(mean - 8)).toBeLessThan(1);
  });

  it("gives an empty share nothing", () => {
    fc.assert(
      fc.property(sizes, seed, (sizes, seed) => {
        const parts = assign(clusters(sizes), { seed, shares: { train: 100, validation: 0, test: 0 } });
        expect(new Set(parts.values())).toEqual(new Set(["train"]));
      }),
    );
  });

  it("that follows an earlier one leaves what stood there where it was, and shares out the rest", () => {
    fc.assert(
      fc.property(sizes, sizes, shares, seed, seed, (before, added, shares, seed, other) => {
        const earlier = assign(clusters(before), { seed, shares });
        const both = clusters([...before, ...added]);
        const parts = assign(both, { seed: other, shares, earlier });
        for (const [id, part] of earlier) expect(parts.get(id)).toBe(part);
        expect(parts.size).toBe(both.size);
      }),
    );
  });

  it("that follows an earlier one lets the larger side have a cluster that grew together", () => {
    const earlier = new Map<string, SplitPart>([
      ["dlg_0_0", "test"],
      ["dlg_0_1", "test"],
      ["dlg_0_2", "train"],
    ]);
    const parts = assign(clusters([4]), { seed: 1, shares: { train: 90, validation: 5, test: 5 }, earlier });
    expect(new Set(parts.values())).toEqual(new Set(["test"]));
  });

  it("takes shares that make a hundred in all, and no others", () => {
    const taken = (train: number, validation: number, test: number) =>
      splitSharesSchema.safeParse({ train, validation, test }).success;
    expect([taken(90, 5, 5), taken(100, 0, 0)]).toEqual([true, true]);
    expect([taken(90, 5, 4), taken(0, 50, 50), taken(90.5, 9.5, 0), taken(110, -5, -5)]).toEqual(
      Array.from({ length: 4 }, () => false),
    );
  });
});

describe("leaks", () => {
  it("are what stands in two parts, kind by kind; what one dialogue has by itself is nothing in common", () => {
    const key = (value: string) => ({ kind: "seed" as const, value });
    const opening = (value: string) => ({ kind: "opening" as const, value });
    const dialogues = [
      { id: "a", keys: [key("1"), opening("x")] },
      { id: "b", keys: [key("1"), opening("y")] },
      { id: "c", keys: [key("2"), opening("x")] },
      { id: "d", keys: [key("3")] },
    ];
    const parts = new Map<string, SplitPart>([
      ["a", "train"],
      ["b", "train"],
      ["c", "test"],
      ["d", "test"],
    ]);
    const leaks = leaksOf(dialogues, (id) => parts.get(id));
    expect([leaks.seed, leaks.opening, leaks.duplicate]).toEqual([
      { shared: 1, leaking: 0 },
      { shared: 1, leaking: 1 },
      { shared: 0, leaking: 0 },
    ]);
  });
});
