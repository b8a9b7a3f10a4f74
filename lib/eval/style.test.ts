import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import type { Figure } from "@/lib/stats/figure";
import { measureStyle, styleDifference } from "./answer-style";
import { rateCandidates } from "./rate-candidates";
import { rateWithStyle, type StyledBattle } from "./rate-with-style";

const words = (text: string) => text.split(/\s+/).filter((word) => word !== "").length;

describe("how an answer looks", () => {
  it("is counted over all its turns, without what stands in code", () => {
    const turn = [
      ...["# Title", "## Part", "", "Some **bold** and __bold__ words, 2 ** 3, a_b__c.", ""],
      ...["- one", "* two", "  + three", "1. four", "2) five", "-not", "```py", "# no header", "- no list", "```"],
    ].join("\n");
    expect(measureStyle([turn], words)).toEqual({ tokens: words(turn), headers: 2, lists: 5, bold: 2 });
    expect(measureStyle([turn, "# More\n~~~\n# open"], words)).toMatchObject({ headers: 3 });
  });

  it("differs by a share, and not at all where neither has any", () => {
    const a = { tokens: 199, headers: 0, lists: 4, bold: 0 };
    expect(styleDifference(a, { tokens: 100, headers: 0, lists: 0, bold: 1 })).toEqual([99 / 300, 0, 0.8, -0.5]);
  });
});

const strengths = [0.5, 0.1, -0.2, -0.4];
const wordy = [100, 500, 300, 200];
type Outcome = StyledBattle["outcome"];

/** Votes in which long answers win by their length; each comes twice, once from either side. */
function league(count: number, seed: number): StyledBattle[] {
  const random = seededRandom(seed);
  const style = (c: number) => ({
    tokens: Math.round((wordy[c] ?? 0) * (0.5 + random())),
    headers: Math.floor(random() * c * 2),
    lists: Math.floor(random() * 6),
    bold: Math.floor(random() * (5 - c)),
  });
  const battles = Array.from({ length: count }, (_, i): StyledBattle => {
    const a = Math.floor(random() * 4);
    const b = (a + 1 + Math.floor(random() * 3)) % 4;
    const [firstStyle, secondStyle] = [style(a), style(b)];
    const [length = 0, , , bold = 0] = styleDifference(firstStyle, secondStyle);
    const x = (strengths[a] ?? 0) - (strengths[b] ?? 0) + 1.2 * length + 0.3 * bold;
    const outcome: Outcome = random() < 0.2 ? "tie" : random() < 1 / (1 + Math.exp(-x)) ? "first" : "second";
    return { first: `c${a}`, second: `c${b}`, outcome, item: `i${i % 60}`, rater: "r", firstStyle, secondStyle };
  });
  return [...battles, ...battles.map(mirrored)];
}

function mirrored(one: StyledBattle): StyledBattle {
  const outcome = { first: "second", second: "first", tie: "tie", both_bad: "both_bad" }[one.outcome] as Outcome;
  const sides = { first: one.second, second: one.first, firstStyle: one.secondStyle, secondStyle: one.firstStyle };
  return { ...one, ...sides, outcome };
}

function rated(battles: StyledBattle[], anchor?: { candidate: string; rating: number }) {
  const found = rateWithStyle(battles, { anchor });
  if (!found.ok) throw new Error(found.reason);
  return found;
}

const worth = (figure: Figure | undefined) => (figure?.ok ? figure.value : Number.NaN);

describe("ratings without the gain of style", () => {
  const found = rated(league(300, 41));

  it("agree with FastChat's own code on the same battles (commit 0e6d3e4b, run once)", () => {
    const published = { c0: 1030.58882, c1: 1019.754176, c2: 999.437287, c3: 950.219717 };
    for (const [candidate, rating] of Object.entries(published)) {
      const own = found.rated.find((one) => one.candidate === candidate)?.rating;
      expect(Math.abs(worth(own) - rating)).toBeLessThan(0.05);
    }
    [0.38959309, -0.08892441, 0.01043776, 0.19650989].forEach((coefficient, i) => {
      expect(worth(found.effects[i]?.coefficient)).toBeCloseTo(coefficient, 4);
    });
    expect(worth(found.plain.rated[0]?.rating)).toBeCloseTo(1076.775759, 2);
  });

  it("put the better one above the wordier one, and say what length was worth", () => {
    const { plain, rated: controlled, effects } = rated(league(3_000, 41));
    expect(plain.rated[0]?.candidate).toBe("c1");
    expect(controlled[0]?.candidate).toBe("c0");
    const { trait, coefficient } = effects[0] ?? {};
    expect([trait, coefficient]).toMatchObject(["tokens", { ok: true, n: 6_000 }]);
    expect(coefficient?.ok && coefficient.interval && coefficient.interval.low > 0).toBe(true);
  });

  it("do not depend on who is named first", () => {
    const battles = league(200, 3).slice(0, 200);
    const [one, other] = [rated(battles), rated(battles.map((battle, i) => (i % 3 ? battle : mirrored(battle))))];
    one.rated.forEach((each, i) => {
      expect(worth(other.rated[i]?.rating)).toBeCloseTo(worth(each.rating), 4);
    });
  });

  it("are the plain ones, but for the ridge, where all answers look alike; the trait says so", () => {
    const same = { tokens: 10, headers: 0, lists: 0, bold: 0 };
    const battles = league(2_000, 5).map((battle) => ({ ...battle, firstStyle: same, secondStyle: same }));
    const { rated: controlled, effects, plain } = rated(battles, { candidate: "c2", rating: 900 });
    for (const { candidate, rating } of controlled) {
      const before = plain.rated.find((one) => one.candidate === candidate)?.rating;
      expect(Math.abs(worth(rating) - worth(before))).toBeLessThan(0.5);
      if (!rating.ok || !before?.ok) throw new Error("no rating");
      expect(Math.abs((rating.interval?.low ?? 0) - (before.interval?.low ?? 0))).toBeLessThan(0.5);
    }
    expect(effects.every(({ coefficient }) => !coefficient.ok)).toBe(true);
  });

  it("say like the plain ones where there is none, and where nothing limits them", () => {
    expect(rateWithStyle([])).toEqual(rateCandidates([], { ties: "half_win" }));
    const wins = league(300, 7).map(
      (battle): StyledBattle => ({ ...battle, outcome: battle.first < battle.second ? "first" : "second" }),
    );
    const { rated: only } = rated(wins);
    for (const { rating } of only) expect(rating).toMatchObject({ interval: null, why: expect.any(String) });
  });

  it("of 150 simulated leagues hold the truth in 92 to 98 of 100 intervals, coefficients too", () => {
    let [held, all] = [0, 0];
    const take = (figure: Figure | undefined, truth: number) => {
      if (!figure?.ok || !figure.interval) return;
      all += 1;
      if (figure.interval.low <= truth && truth <= figure.interval.high) held += 1;
    };
    for (let seed = 0; seed < 150; seed++) {
      const battles = league(400, 1_000 + seed)
        .slice(0, 400)
        .map((battle, i): StyledBattle => ({ ...battle, item: `${i}` }));
      // Without ties: the model is then the one that the votes were drawn from.
      const decided = battles.filter(({ outcome }) => outcome !== "tie");
      const { rated: each, effects } = rated(decided);
      for (const { candidate, rating } of each)
        take(rating, 1000 + (400 / Math.LN10) * (strengths[Number(candidate[1])] ?? 0));
      take(effects[1]?.coefficient, 0);
      take(effects[2]?.coefficient, 0);
    }
    expect(all).toBe(900);
    expect(held / all).toBeGreaterThan(0.92);
    expect(held / all).toBeLessThan(0.98);
  });
});
