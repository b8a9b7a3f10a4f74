import { describe, expect, it } from "vitest";
import {
  battlesOfPairs,
  battlesOfScores,
  combineGames,
  type JudgedGame,
  type JudgeVerdict,
  positionFigures,
  scoreTable,
} from "./combine-games";

function judged(item: string, one: JudgeVerdict, other?: JudgeVerdict): JudgedGame[] {
  const pair = { item, turn: 1, first: "a", second: "b" };
  const games: JudgedGame[] = [{ ...pair, game: 1, verdict: one }];
  return other === undefined ? games : [...games, { ...pair, game: 2, verdict: other }];
}

describe("both orders of a pair", () => {
  it("win only where they agree; disagreement is a tie; what cannot be read counts nowhere", () => {
    const pairs = combineGames([
      ...judged("agreed", "first", "first"),
      ...judged("split", "first", "second"),
      ...judged("tied", "tie", "tie"),
      ...judged("half tied", "second", "tie"),
      ...judged("unread", "first", null),
      ...judged("one game", "first"),
    ]);
    expect(pairs.map(({ item, outcome, isConsistent }) => [item, outcome, isConsistent])).toEqual([
      ["agreed", "first", true],
      ["split", "tie", false],
      ["tied", "tie", true],
      ["half tied", "tie", false],
      ["unread", null, null],
      ["one game", null, null],
    ]);
    expect(battlesOfPairs(pairs, "judge").map(({ outcome }) => outcome)).toEqual(["first", "tie", "tie", "tie"]);
  });

  it("show a judge that always takes what stands first", () => {
    const pairs = combineGames(["1", "2", "3"].flatMap((item) => judged(item, "first", "second")));
    const { consistent, firstShare } = positionFigures(pairs);
    expect(consistent).toMatchObject({ ok: true, value: 0, n: 3 });
    expect(firstShare).toMatchObject({ ok: true, value: 1, n: 6 });
  });
});

describe("scores of single answers", () => {
  it("are battles of every two on the same question, a tenth of a point being none", () => {
    const score = (candidate: string, value: number | null, turn = 1) => ({ item: "q", turn, candidate, score: value });
    const battles = battlesOfScores(
      [score("a", 8), score("b", 8.1), score("c", 3), score("d", null), score("a", 1, 2)],
      "j",
    );
    expect(battles.map(({ first, second, outcome }) => `${first}${second} ${outcome}`)).toEqual([
      "ab tie",
      "ac first",
      "bc first",
    ]);
  });
});

describe("the table of scores", () => {
  /** Scores of ReaLM on MT-Bench as published in its repository, as a histogram. */
  const first = { 10: 31, 9: 12, 8.5: 1, 8: 4, 7: 3, 6: 2, 4: 2, 3: 1, 2: 13, 1: 11 };
  const second = { 10: 21, 9: 14, 8: 4, 7: 4, 6: 3, 4: 3, 3: 2, 2: 12, 1: 17 };
  const listed = (histogram: Record<string, number>, turn: number) =>
    Object.entries(histogram)
      .flatMap(([score, count]) => new Array<number>(count).fill(Number(score)))
      .map((score, i) => ({ item: `q${i}`, turn, candidate: "ReaLM", score, category: i % 2 ? "odd" : "even" }));

  it("gives the published means of ReaLM, rounded there to 6.744, 5.913 and 6.328", () => {
    const [row] = scoreTable([...listed(first, 1), ...listed(second, 2)]);
    expect(row?.first).toMatchObject({ ok: true, n: 80, value: 6.74375 });
    expect(row?.second).toMatchObject({ ok: true, n: 80, value: 5.9125 });
    expect(row?.mean).toMatchObject({ ok: true, n: 160, value: 6.328125 });
  });

  it("leaves out what could not be read, and says how much", () => {
    const scores = listed({ 10: 6 }, 1).map((one, i) => (i < 2 ? { ...one, score: null } : one));
    const [row, even] = scoreTable(scores);
    expect(row).toMatchObject({ category: null, unreadable: 2, mean: { value: 10, n: 4 } });
    expect(row?.second).toEqual({ ok: false, reason: "Nothing was scored yet." });
    expect(even).toMatchObject({ category: "even", mean: { n: 2, interval: null } });
  });
});
