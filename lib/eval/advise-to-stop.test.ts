import { describe, expect, it } from "vitest";
import { adviseToStop, votesToShow } from "./advise-to-stop";
import type { Battle, Outcome } from "./battle";
import { headToHead } from "./win-rates";

const names = { first: "Ada", second: "Bob" };

function advice(won: number, ties: number, lost: number, perItem = 1, relevantLead = 0.05) {
  const outcomes: Outcome[] = [
    ...Array.from({ length: won }, () => "first" as const),
    ...Array.from({ length: lost }, () => "second" as const),
    ...Array.from({ length: ties }, () => "tie" as const),
  ];
  const battles = outcomes.map((outcome, i): Battle => {
    return { first: "a", second: "b", outcome, item: `${Math.floor(i / perItem)}`, rater: `${i % perItem}` };
  });
  const [score] = headToHead(battles);
  if (!score) throw new Error("no votes");
  return adviseToStop(score, names, relevantLead);
}

describe("advice to stop", () => {
  it("says who is ahead, by how much and how sure, from whichever side", () => {
    expect(advice(87, 10, 55)).toMatchObject({
      state: "ahead",
      leader: "first",
      votesNeeded: null,
      text: "Ada is ahead, 61 % of decided votes, 95 % interval 53–69, n = 142.",
    });
    expect(advice(55, 0, 87).text).toBe("Bob is ahead, 61 % of decided votes, 95 % interval 53–69, n = 142.");
  });

  it("stops where the interval is narrow around one half", () => {
    expect(advice(500, 0, 500)).toMatchObject({ state: "even", leader: null });
    expect(advice(60, 0, 60)).toMatchObject({ state: "open", votesNeeded: null });
    expect(advice(60, 0, 60, 1, 0.1).state).toBe("even");
    expect(advice(500, 0, 500, 1, 0.02).state).toBe("open");
  });

  // For 80 % power, two-sided 5 %, by the normal approximation.
  it.each([
    [0.025, 3_138],
    [0.05, 783],
    [0.075, 347],
    [0.1, 194],
    [0.15, 85],
    [0.2, 47],
  ])("a lead of %f takes %i decided votes", (lead, votes) => {
    expect(Math.abs(votesToShow(lead) - votes)).toBeLessThanOrEqual(1);
  });

  // n for 80 % power at a true share, two-sided 5 %: ((0.98 + 0.8416 sqrt(p (1 - p))) / (p - 0.5))^2.
  it.each([
    [11, 9, 783],
    [23, 17, 347],
    [30, 20, 194],
  ])("%i to %i: the votes it takes are those of the textbook, give or take 6 in 100", (won, lost, textbook) => {
    const { state, votesNeeded } = advice(won, 0, lost);
    expect(state).toBe("open");
    expect((won + lost + (votesNeeded ?? 0)) / textbook).toBeGreaterThan(0.9);
    expect((won + lost + (votesNeeded ?? 0)) / textbook).toBeLessThan(1.06);
  });

  it("more votes are needed where many tie, and where several votes share an item", () => {
    const plain = advice(66, 0, 54).votesNeeded ?? 0;
    expect(advice(66, 120, 54).votesNeeded).toBeGreaterThanOrEqual(2 * plain - 1);
    expect(advice(66, 0, 54, 3).votesNeeded).toBeGreaterThan(2 * plain);
  });

  it("names no number of votes beyond what the items allow, but the lead that all of them can show", () => {
    const [score] = headToHead(
      Array.from({ length: 110 }, (_, i): Battle => {
        return { first: "a", second: "b", outcome: i < 58 ? "first" : "second", item: `${i}`, rater: "r" };
      }),
    );
    if (!score) throw new Error("no votes");
    const { votesNeeded, text } = adviseToStop(score, names, 0.05, 160);
    expect(votesNeeded).toBeNull();
    expect(text).toMatch(
      /All 160 votes that these items allow show a lead of 11 points or more \(4 in 5 times\); this one is smaller/,
    );
    expect(text).not.toMatch(/more votes show/);
    // Where there is room, the number stands.
    expect(adviseToStop(score, names, 0.05, 10_000).text).toMatch(/more votes show it/);
    expect(adviseToStop(score, names).text).toMatch(/more votes show it/);
  });

  it("gives no figure that the votes cannot support", () => {
    expect(advice(0, 9, 0)).toEqual({
      state: "unknown",
      leader: null,
      votesNeeded: null,
      detectable: null,
      text: "No vote has decided between them yet.",
    });
    expect(advice(4, 0, 2, 3)).toMatchObject({ state: "unknown", leader: "first", votesNeeded: null });
    expect(advice(1, 0, 1).detectable).toBeNull();
    expect(advice(5001, 0, 4999).state).toBe("even");
  });
});
