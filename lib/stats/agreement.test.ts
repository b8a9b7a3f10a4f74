import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { cohenKappa, fleissKappa, rawAgreement } from "./agreement-coefficients";
import type { Estimate } from "./figure";
import { measureAgreement } from "./measure-agreement";
import type { Rating } from "./ratings-table";

function value(estimate: Estimate): number {
  if (!estimate.ok) throw new Error(estimate.reason);
  return estimate.value;
}

/** One text a rater, one character an item; "." is a judgement that is missing. */
function rated(...raters: string[]): Rating[] {
  return raters.flatMap((row, rater) =>
    [...row].flatMap((given, item) =>
      given === "." ? [] : { item: `i${item}`, rater: `r${rater}`, value: /\d/.test(given) ? Number(given) : given },
    ),
  );
}

function table(text: string): number[][] {
  return text
    .trim()
    .split("\n")
    .map((row) => [...row.trim()].map(Number));
}

describe("published worked examples", () => {
  it("Krippendorff (2011): binary .095, nominal .692, and four observers with gaps .743, .815, .849", () => {
    expect(value(measureAgreement(rated("0100000010", "1110010000")).alpha)).toBeCloseTo(0.095, 3);
    expect(value(measureAgreement(rated("aabbdcccedda", "babbbcccedd" + "d")).alpha)).toBeCloseTo(0.692, 3);
    const four = rated("123321412...", "1233224125.3", ".3332342251.", "12332441251.");
    expect(measureAgreement(four)).toMatchObject({ items: 12, pairable: 11, raters: 4, ratings: 41 });
    expect(value(measureAgreement(four).alpha)).toBeCloseTo(0.743, 3);
    expect(value(measureAgreement(four, { level: "ordinal" }).alpha)).toBeCloseTo(0.815, 3);
    expect(value(measureAgreement(four, { level: "interval" }).alpha)).toBeCloseTo(0.849, 3);
  });

  it("Cohen (1960), table 1: two clinicians, 200 patients, kappa .492", () => {
    const patients = [
      [88, 10, 2],
      [14, 40, 6],
      [18, 10, 12],
    ];
    expect(value(cohenKappa(patients))).toBeCloseTo(0.492, 3);
  });

  it("Fleiss (1971): 30 patients, 6 psychiatrists, 5 diagnoses, kappa .430", () => {
    const patients = table(`
      00060\n03003\n01401\n00006\n03030\n20400\n00402\n20310\n20040\n00006
      10050\n11040\n03300\n10050\n02031\n00501\n30012\n51000\n02040\n10203
      00006\n01050\n02013\n20040\n10041\n05010\n40002\n02040\n10500\n00006`);
    expect(patients).toHaveLength(30);
    expect(value(fleissKappa(patients))).toBeCloseTo(0.43, 3);
    expect(value(rawAgreement(patients))).toBeCloseTo(0.5556, 4);
  });

  it("the table of ten items and 14 raters in the article on Fleiss' kappa of Wikipedia: kappa .210", () => {
    const items = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    expect(value(fleissKappa(items))).toBeCloseTo(0.21, 3);
  });

  it("the paradox of Feinstein & Cicchetti (1990), Journal of Clinical Epidemiology 43:543: 85 % agree, kappa .70 or .32", () => {
    const balanced = [
      [40, 9],
      [6, 45],
    ];
    const lopsided = [
      [80, 10],
      [5, 5],
    ];
    expect(value(cohenKappa(balanced))).toBeCloseTo(0.7, 2);
    expect(value(cohenKappa(lopsided))).toBeCloseTo(0.32, 2);
  });
});

describe("what cannot be told", () => {
  it("is said in words, never as a number", () => {
    const none = measureAgreement(rated("aaa"));
    expect(none).toMatchObject({ pairable: 0, raw: { ok: false }, cohen: { ok: false }, alpha: { ok: false } });
    const same = measureAgreement(rated("aaaaaa", "aaaaaa"));
    expect(same.raw).toMatchObject({ ok: true, value: 1 });
    for (const figure of [same.cohen, same.fleiss, same.alpha])
      expect(figure).toMatchObject({ ok: false, reason: expect.stringContaining("chance") });
    const uneven = measureAgreement(rated("abab", "abab", "a..."));
    expect(uneven.fleiss).toMatchObject({ ok: false, reason: expect.stringContaining("different numbers") });
    expect(uneven.cohen).toMatchObject({ ok: false, reason: expect.stringContaining("here are 3") });
    expect(measureAgreement(rated("ab", "ba"), { level: "interval" }).alpha.ok).toBe(false);
    expect(measureAgreement(rated("abab", "abba")).alpha).toMatchObject({
      ok: true,
      interval: null,
      why: expect.stringContaining("at least 5 items"),
    });
  });
});

describe("properties", () => {
  const matrix = fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 6, max: 12 })).chain(([raters, items]) =>
    fc.array(fc.string({ unit: fc.constantFrom("1", "2", "3", "."), minLength: items, maxLength: items }), {
      minLength: raters,
      maxLength: raters,
    }),
  );
  const figures = (ratings: Rating[]) => {
    const { alpha, fleiss, raw } = measureAgreement(ratings, { level: "ordinal", rounds: 5 });
    return [alpha, fleiss, raw].map((figure) => (figure.ok ? Math.round(figure.value * 1e9) : figure.reason));
  };

  it("the order of raters and of items does not matter", () => {
    fc.assert(
      fc.property(matrix, (rows) => {
        const ratings = rated(...rows);
        expect(figures(rated(...rows.toReversed()))).toEqual(figures(ratings));
        expect(figures(ratings.toReversed())).toEqual(figures(ratings));
      }),
    );
  });

  it("two raters who always agree have 1, also where others are missing", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("1", "2", "3"), minLength: 6, maxLength: 20 }), (row) => {
        fc.pre(new Set(row).size > 1);
        const { raw, cohen, alpha } = measureAgreement(rated(row, row), { rounds: 5 });
        expect([raw, cohen, alpha].map(value)).toEqual([1, 1, 1]);
      }),
    );
  });

  it("values under other names have the same agreement", () => {
    fc.assert(
      fc.property(matrix, (rows) => {
        const renamed = rows.map((row) => row.replaceAll("1", "z").replaceAll("2", "a").replaceAll("3", "m"));
        const nominal = (given: string[]) => {
          const { raw, cohen, fleiss, alpha } = measureAgreement(rated(...given), { rounds: 5 });
          return [raw, cohen, fleiss, alpha].map((figure) =>
            figure.ok ? Math.round(figure.value * 1e9) + 0 : figure.reason,
          );
        };
        expect(nominal(renamed)).toEqual(nominal(rows));
      }),
    );
  });

  it("kappa by squared differences is the concordance of two lists of numbers (Krippendorff 1970; Lin 1989)", () => {
    const given = fc.array(fc.tuple(fc.constantFrom(1, 2, 5, 9), fc.constantFrom(1, 2, 5, 9)), {
      minLength: 6,
      maxLength: 20,
    });
    fc.assert(
      fc.property(given, (pairs) => {
        const [first, second] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const mean = (list: number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
        const product = (a: number[], b: number[]) => mean(a.map((x, i) => (x - mean(a)) * ((b[i] ?? 0) - mean(b))));
        const apart = product(first, first) + product(second, second) + (mean(first) - mean(second)) ** 2;
        fc.pre(apart > 0);
        const ratings = pairs.flatMap(([a, b], i): Rating[] => [
          { item: `${i}`, rater: "x", value: a },
          { item: `${i}`, rater: "y", value: b },
        ]);
        const { cohen } = measureAgreement(ratings, { level: "interval", rounds: 5 });
        expect(value(cohen)).toBeCloseTo((2 * product(first, second)) / apart, 9);
      }),
    );
  });

  it("raters who throw dice have about 0, and the interval of the truth holds it about 95 times in 100", () => {
    const random = seededRandom(7);
    const dice = () => Array.from({ length: 120 }, () => "123"[Math.floor(random() * 3)]).join("");
    const outcomes = Array.from(
      { length: 100 },
      (_, seed) => measureAgreement(rated(dice(), dice()), { rounds: 300, seed }).alpha,
    );
    const held = outcomes.filter(
      (figure) => figure.ok && figure.interval && figure.interval.low <= 0 && figure.interval.high >= 0,
    );
    expect(held.length).toBeGreaterThanOrEqual(88);
    expect(Math.abs(outcomes.reduce((sum, figure) => sum + value(figure), 0) / 100)).toBeLessThan(0.03);
  });
});
