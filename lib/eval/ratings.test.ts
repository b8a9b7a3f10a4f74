import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Random, seededRandom } from "@/lib/base/random";
import type { Figure } from "@/lib/stats/figure";
import type { Battle, Outcome } from "./battle";
import { rankCandidates } from "./rank-candidates";
import { type RatingOptions, rateCandidates } from "./rate-candidates";
import { eloPerUnit } from "./rating-intervals";
import type { TieConvention } from "./tie-law";

const conventions: TieConvention[] = ["half_win", "davidson", "rao_kupper"];

/** So many votes of a kind, each on an item of its own. */
function votes(first: string, second: string, outcome: Outcome, count: number): Battle[] {
  return Array.from({ length: count }, (_, i) => {
    return { first, second, outcome, item: `${first} ${second} ${outcome} ${i}`, rater: "r" };
  });
}

/** `A B 48-20-32`: A against B, won, tied, lost. */
function league(...pairs: string[]): Battle[] {
  return pairs.flatMap((pair) => {
    const [first = "", second = "", score = ""] = pair.split(" ");
    const [won = 0, tied = 0, lost = 0] = score.split("-").map(Number);
    return [
      ...votes(first, second, "first", won),
      ...votes(first, second, "tie", tied),
      ...votes(first, second, "second", lost),
    ];
  });
}

function rated(battles: Battle[], options: RatingOptions) {
  const ratings = rateCandidates(battles, options);
  if (!ratings.ok) throw new Error(ratings.reason);
  return ratings;
}

function valuesOf(battles: Battle[], options: RatingOptions): Record<string, number> {
  const entries = rated(battles, options).rated.map(({ candidate, rating }) => {
    if (!rating.ok) throw new Error(rating.reason);
    return [candidate, rating.value] as const;
  });
  return Object.fromEntries(entries);
}

describe("against published and closed-form results", () => {
  it("Agresti (2002), Categorical Data Analysis, section 10.6: American League baseball 1987", () => {
    const table: Record<string, number[]> = {
      Milwaukee: [0, 7, 9, 7, 7, 9, 11],
      Detroit: [6, 0, 7, 5, 11, 9, 9],
      Toronto: [4, 6, 0, 7, 7, 8, 12],
      NewYork: [6, 8, 6, 0, 6, 7, 10],
      Boston: [6, 2, 6, 7, 0, 7, 12],
      Cleveland: [4, 4, 5, 6, 6, 0, 6],
      Baltimore: [2, 4, 1, 3, 1, 7, 0],
    };
    const teams = Object.keys(table);
    const games = teams.flatMap((one, i) =>
      teams.slice(i + 1).map((other, k) => `${one} ${other} ${table[one]?.[i + 1 + k]}-0-${table[other]?.[i]}`),
    );
    const ratings = valuesOf(league(...games), { ties: "half_win", anchor: { candidate: "Baltimore", rating: 0 } });
    const strengths = teams.map((team) => (ratings[team] ?? 0) / eloPerUnit);
    [1.58, 1.44, 1.29, 1.25, 1.11, 0.68, 0].forEach((published, i) => {
      expect(strengths[i]).toBeCloseTo(published, 2);
    });
  });

  it("two candidates, 48 won, 20 tied, 32 lost: the odds of each convention by hand", () => {
    const battles = league("A B 48-20-32");
    const gap = (ties: TieConvention) => {
      const { A = 0, B = 0 } = valuesOf(battles, { ties });
      return A - B;
    };
    expect(gap("half_win")).toBeCloseTo(400 * Math.log10(58 / 42), 6);
    expect(gap("davidson")).toBeCloseTo(400 * Math.log10(48 / 32), 6);
    expect(gap("rao_kupper")).toBeCloseTo(200 * Math.log10(48 / 52 / (32 / 68)), 6);
    expect(rated(battles, { ties: "davidson" }).tieParameter).toBeCloseTo(20 / Math.sqrt(48 * 32), 6);
    expect(rated(battles, { ties: "rao_kupper" }).tieParameter).toBeCloseTo(Math.sqrt((52 / 48) * (68 / 32)), 6);
  });

  it("a single pair without ties has the interval of its log odds", () => {
    const { rated: found } = rated(league("A B 60-0-40"), { ties: "half_win", anchor: { candidate: "B", rating: 0 } });
    const spread = 1.959963984540054 * eloPerUnit * Math.sqrt((1 / 60 + 1 / 40) * (100 / 99));
    const middle = 400 * Math.log10(1.5);
    expect(found[0]?.rating).toMatchObject({
      value: expect.closeTo(middle, 6),
      interval: { low: expect.closeTo(middle - spread, 4), high: expect.closeTo(middle + spread, 4), rounds: 0 },
      n: 100,
    });
  });
});

describe("against an independent implementation (SciPy, numerical derivatives)", () => {
  const battles = clustered();
  it.each<[TieConvention, number | null, [string, number, number, number][]]>([
    [
      "half_win",
      null,
      [
        ["c0", 1028.483, 982.926, 1074.04],
        ["c1", 921.066, 849.054, 993.078],
        ["c2", 1001.557, 921.642, 1081.473],
        ["c3", 1048.893, 980.03, 1117.757],
      ],
    ],
    [
      "davidson",
      0.83694,
      [
        ["c0", 1040.539, 975.532, 1105.545],
        ["c1", 887.552, 785.666, 989.438],
        ["c2", 1002.261, 888.623, 1115.899],
        ["c3", 1069.648, 969.666, 1169.631],
      ],
    ],
    [
      "rao_kupper",
      1.864256,
      [
        ["c0", 1030.889, 981.08, 1080.698],
        ["c1", 913.036, 836.006, 990.066],
        ["c2", 1001.953, 913.356, 1090.55],
        ["c3", 1054.122, 979.233, 1129.011],
      ],
    ],
  ])("%s", (ties, tieParameter, figures) => {
    const found = rated(battles, { ties });
    expect(found.n).toEqual({ votes: 99, items: 25, raters: 3 });
    if (tieParameter === null) expect(found.tieParameter).toBeNull();
    else expect(found.tieParameter).toBeCloseTo(tieParameter, 5);
    for (const [candidate, value, low, high] of figures) {
      const { rating } = found.rated.find((each) => each.candidate === candidate) ?? {};
      expect(rating).toMatchObject({ value: expect.closeTo(value, 2) });
      expect(rating).toMatchObject({ interval: { low: expect.closeTo(low, 2), high: expect.closeTo(high, 2) } });
    }
  });

  /** Four candidates, 25 items with two to six votes of three raters that lean together on an item. */
  function clustered(): Battle[] {
    const random = seededRandom(11);
    return Array.from({ length: 25 }, (_, item) => {
      const lean = [0, 1, 2, 3].map((i) => i / 3 + 2 * random());
      return Array.from({ length: 2 + Math.floor(random() * 5) }, (_, vote): Battle => {
        const a = Math.floor(random() * 4);
        const b = (a + 1 + Math.floor(random() * 3)) % 4;
        const chance = 1 / (1 + Math.exp((lean[b] ?? 0) - (lean[a] ?? 0)));
        const outcome = random() < 0.25 ? "both_bad" : random() < chance ? "first" : "second";
        return { first: `c${a}`, second: `c${b}`, outcome, item: `i${item}`, rater: `r${vote % 3}` };
      });
    }).flat();
  }
});

describe("what cannot be told", () => {
  it("is said in words: no votes, no chain of votes, an anchor without votes", () => {
    expect(rateCandidates([], { ties: "half_win" })).toMatchObject({ ok: false, reason: "No votes yet." });
    expect(rateCandidates(league("A B 3-1-2", "C D 1-1-1"), { ties: "davidson" })).toMatchObject({
      ok: false,
      reason: expect.stringContaining("2 groups"),
      groups: [
        ["A", "B"],
        ["C", "D"],
      ],
    });
    const anchor = { candidate: "X", rating: 1000 };
    expect(rateCandidates(league("A B 3-1-2"), { ties: "half_win", anchor })).toMatchObject({ ok: false });
  });

  it.each(conventions)("%s: who only wins is rated by a ridge, without an interval, and named", (ties) => {
    const found = rated(league("A B 9-0-0", "A C 12-0-0", "B C 4-2-5"), { ties });
    expect(found).toMatchObject({ ridge: 0.5, noFiniteEstimate: { candidates: ["A"] } });
    expect(found.rated[0]).toMatchObject({ candidate: "A", rating: { interval: null, why: expect.any(String) } });
    const both = rated(league("A C 9-0-0", "B D 12-0-0", "A B 1-0-1", "C D 2-0-2"), { ties });
    expect(both.noFiniteEstimate?.candidates).toEqual(["A", "B"]);
  });

  it("wins and ties without a loss have a limit where a tie is half a win, and none where ties have a chance", () => {
    const battles = league("A B 10-5-0");
    expect(rated(battles, { ties: "half_win" }).noFiniteEstimate).toBeNull();
    for (const ties of ["davidson", "rao_kupper"] as const)
      expect(rated(battles, { ties }).noFiniteEstimate?.reason).toContain("way of counting ties");
  });

  it.each(conventions)("%s: nothing but ties is one rating for all and no interval", (ties) => {
    for (const { rating } of rated(league("A B 0-20-0", "B C 0-9-0"), { ties }).rated)
      expect(rating).toMatchObject({ value: 1000, interval: null, why: expect.stringContaining("tie") });
  });

  it("few items have no interval, however many votes are on them", () => {
    const battles = league("A B 30-5-20").map((battle, i) => ({ ...battle, item: `i${i % 4}` }));
    for (const interval of [{ by: "sandwich" }, { by: "bootstrap", rounds: 50 }] as const)
      expect(rated(battles, { ties: "half_win", interval }).rated[0]?.rating).toMatchObject({
        interval: null,
        why: expect.stringContaining("here are 4"),
      });
  });
});

describe("properties", () => {
  const battle = fc.record({
    first: fc.constantFrom("A", "B", "C", "D"),
    second: fc.constantFrom("A", "B", "C", "D"),
    outcome: fc.constantFrom<Outcome>("first", "second", "tie", "both_bad"),
    item: fc.integer({ min: 1, max: 12 }).map(String),
    rater: fc.constantFrom("x", "y"),
  });
  const battles = fc.array(battle, { minLength: 1, maxLength: 60 });
  const convention = fc.constantFrom(...conventions);
  const figures = (given: Battle[], options: RatingOptions) => {
    const found = rateCandidates(given, options);
    if (!found.ok) return found.groups;
    return Object.fromEntries(
      found.rated.map(({ candidate, rating, rank }) => {
        if (!rating.ok) throw new Error(rating.reason);
        const ends = rating.interval ? [rating.interval.low, rating.interval.high] : [rating.why];
        return [candidate, [rating.value, ...ends, rank].map((x) => (typeof x === "number" ? Math.round(x * 100) : x))];
      }),
    );
  };

  it("every set of votes has finite figures or words, whatever the convention", () => {
    fc.assert(
      fc.property(battles, convention, (given, ties) => {
        const found = rateCandidates(given, { ties });
        if (!found.ok) {
          expect(found.reason).not.toContain("could not be computed");
          return;
        }
        for (const { rating } of found.rated) {
          if (!rating.ok) throw new Error(rating.reason);
          const { low = 0, high = 0 } = rating.interval ?? {};
          expect([rating.value, low, high].every(Number.isFinite)).toBe(true);
          expect(rating.interval === null).toBe(rating.why !== null);
        }
      }),
    );
  });

  it("neither the order of votes nor the side an answer stood on matters", () => {
    const swapped: Record<Outcome, Outcome> = { first: "second", second: "first", tie: "tie", both_bad: "both_bad" };
    fc.assert(
      fc.property(battles, convention, (given, ties) => {
        const mirrored = given.map(({ first, second, outcome, ...rest }) => {
          return { ...rest, first: second, second: first, outcome: swapped[outcome] };
        });
        expect(figures(given.toReversed(), { ties })).toEqual(figures(given, { ties }));
        expect(figures(mirrored, { ties })).toEqual(figures(given, { ties }));
      }),
    );
  });

  it.each(conventions)("%s: 300 simulated leagues hold the truth in 93 to 97 of 100 intervals", (ties) => {
    const random = seededRandom(5);
    const truth = [0.6, 0.2, -0.1, -0.7];
    let held = 0;
    let bounded = 0;
    for (let simulated = 0; simulated < 300; simulated++) {
      const given = Array.from({ length: 300 }, (_, item): Battle => {
        const a = Math.floor(random() * 4);
        const b = (a + 1 + Math.floor(random() * 3)) % 4;
        const outcome = drawn(ties, (truth[a] ?? 0) - (truth[b] ?? 0), random());
        return { first: `${a}`, second: `${b}`, outcome, item: `${item}`, rater: "r" };
      });
      for (const { candidate, rating } of rated(given, { ties }).rated) {
        if (!rating.ok || !rating.interval) continue;
        const real = 1000 + eloPerUnit * (truth[Number(candidate)] ?? 0);
        bounded += 1;
        if (rating.interval.low <= real && real <= rating.interval.high) held += 1;
      }
    }
    expect(bounded).toBe(1_200);
    expect(held / bounded).toBeGreaterThan(0.93);
    expect(held / bounded).toBeLessThan(0.97);
  });

  /** An outcome by the law itself, the tie parameter 0.5 in natural-log units; without ties for half wins. */
  function drawn(ties: TieConvention, x: number, at: number): Outcome {
    const share = (win: number, tie: number): Outcome => (at < win ? "first" : at < win + tie ? "tie" : "second");
    if (ties === "half_win") return share(1 / (1 + Math.exp(-x)), 0);
    if (ties === "rao_kupper") {
      const [win, loss] = [1 / (1 + Math.exp(0.5 - x)), 1 / (1 + Math.exp(0.5 + x))];
      return share(win, 1 - win - loss);
    }
    const all = Math.exp(x / 2) + Math.exp(0.5) + Math.exp(-x / 2);
    return share(Math.exp(x / 2) / all, Math.exp(0.5) / all);
  }

  it("the bootstrap by items comes near the sandwich, is the same by the same seed, and two stages are wider", () => {
    const random = seededRandom(2);
    const given = Array.from({ length: 900 }, (_, vote): Battle => {
      const outcome = random() < 0.6 ? "first" : random() < 0.2 ? "tie" : "second";
      return { first: "A", second: "B", outcome, item: `${vote % 300}`, rater: `${vote % 7}` };
    });
    const width = (interval: RatingOptions["interval"]) => {
      const [best] = rated(given, { ties: "davidson", interval }).rated;
      if (!best?.rating.ok || !best.rating.interval) throw new Error("no interval");
      return best.rating.interval.high - best.rating.interval.low;
    };
    const byItems = width({ by: "bootstrap", rounds: 1_000, seed: 4 });
    expect(Math.abs(byItems / width({ by: "sandwich" }) - 1)).toBeLessThan(0.1);
    expect(width({ by: "bootstrap", rounds: 1_000, seed: 4 })).toBe(byItems);
    expect(width({ by: "bootstrap", units: "items_then_raters", rounds: 1_000, seed: 4 })).toBeGreaterThan(
      byItems * 1.2,
    );
  });
});

describe("pairs that met unevenly often", () => {
  const even = league("A B 9-3-3", "B C 10-0-5", "A C 4-2-9");
  const uneven = [...league("A B 90-30-30"), ...even.filter(({ first, second }) => first + second !== "AB")];
  const chance = (one: string, other: string) => ([one, other].sort().join("") === "AB" ? 10 : 1);

  it.each(conventions)("%s: votes weighted by 1 / chance rate as if all pairs had met alike", (ties) => {
    const expected = valuesOf(even, { ties });
    const weighted = valuesOf(uneven, { ties, chance });
    for (const [candidate, rating] of Object.entries(expected)) expect(weighted[candidate]).toBeCloseTo(rating, 6);
    expect(valuesOf(uneven, { ties }).A).not.toBeCloseTo(expected.A ?? 0, 0);
  });

  it("more votes still make surer, and a chance that is the same for all changes nothing", () => {
    const width = (given: Battle[], options: Partial<RatingOptions>) => {
      const { rating } = rated(given, { ties: "half_win", ...options }).rated[0] ?? {};
      return rating?.ok && rating.interval ? rating.interval.high - rating.interval.low : Number.NaN;
    };
    expect(width(uneven, { chance })).toBeLessThan(width(even, {}));
    expect(width(uneven, { chance: () => 0.2 })).toBeCloseTo(width(uneven, {}), 9);
    const drawn = width(uneven, { chance, interval: { by: "bootstrap", rounds: 1_000 } });
    expect(Math.abs(drawn / width(uneven, { chance }) - 1)).toBeLessThan(0.1);
  });
});

describe("raters with tastes of their own", () => {
  const truth = [0.6, 0.2, -0.1, -0.7];

  /** Three votes an item by raters who each like some candidates better than others do. */
  function tasteful(random: Random, { items, raters }: { items: number; raters: number }): Battle[] {
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const tastes = Array.from({ length: raters }, () => truth.map(() => 0.5 * normal()));
    return Array.from({ length: items }, (_, item) => {
      const a = Math.floor(random() * 4);
      const b = (a + 1 + Math.floor(random() * 3)) % 4;
      const begin = Math.floor(random() * raters);
      return [0, 7, 14].map((step): Battle => {
        const rater = (begin + step) % raters;
        const lead = (i: number) => (truth[i] ?? 0) + (tastes[rater]?.[i] ?? 0);
        const outcome = random() < 1 / (1 + Math.exp(lead(b) - lead(a))) ? "first" : "second";
        return { first: `${a}`, second: `${b}`, outcome, item: `${item}`, rater: `${rater}` };
      });
    }).flat();
  }

  it("an interval over items alone misses the truth too often, one over items and raters holds it", () => {
    const limit = valuesOf(tasteful(seededRandom(99), { items: 40_000, raters: 4_000 }), { ties: "half_win" });
    const random = seededRandom(31);
    const held = { items: 0, items_and_raters: 0 };
    for (let league = 0; league < 400; league++) {
      const given = tasteful(random, { items: 160, raters: 12 });
      for (const units of ["items", "items_and_raters"] as const)
        for (const { candidate, rating } of rated(given, { ties: "half_win", interval: { by: "sandwich", units } })
          .rated) {
          const { low = 0, high = 0 } = (rating.ok && rating.interval) || {};
          if (low <= (limit[candidate] ?? 0) && (limit[candidate] ?? 0) <= high) held[units] += 1;
        }
    }
    expect(held.items / 1_600).toBeLessThan(0.9);
    expect(held.items_and_raters / 1_600).toBeGreaterThan(0.93);
    expect(held.items_and_raters / 1_600).toBeLessThan(0.98);
  });

  it("few raters have no such interval, and it is never narrower than that over items", () => {
    const interval = { by: "sandwich", units: "items_and_raters" } as const;
    const few = rated(tasteful(seededRandom(1), { items: 60, raters: 5 }), { ties: "half_win", interval });
    expect(few.rated[0]?.rating).toMatchObject({
      interval: null,
      why: expect.stringContaining("6 raters; here are 5"),
    });
    for (let seed = 0; seed < 30; seed++) {
      const given = tasteful(seededRandom(seed), { items: 40, raters: 30 });
      const width = (figure: Figure) => (figure.ok && figure.interval ? figure.interval.high - figure.interval.low : 0);
      const plain = new Map(rated(given, { ties: "davidson" }).rated.map((one) => [one.candidate, width(one.rating)]));
      for (const { candidate, rating } of rated(given, { ties: "davidson", interval }).rated)
        expect(width(rating)).toBeGreaterThanOrEqual(plain.get(candidate) ?? 0);
    }
  });
});

it("ranks by intervals that do not overlap", () => {
  expect(rankCandidates([{ low: 10, high: 12 }, { low: 6, high: 9 }, { low: 5, high: 7 }, null])).toEqual([
    { best: 1, worst: 2 },
    { best: 2, worst: 4 },
    { best: 2, worst: 4 },
    null,
  ]);
});
