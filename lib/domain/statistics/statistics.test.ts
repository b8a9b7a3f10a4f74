import { describe, expect, it } from "vitest";
import { breaks, newAlertRuleSchema } from "./alert";
import { costPerAccepted, holdUpsOf, runHoldUps } from "./hold-ups";
import type { QueueAtWork } from "./overview";

const now = Date.parse("2026-11-28T12:00:00Z");
const queue: QueueAtWork = {
  id: "q",
  name: "Queue",
  isPaused: false,
  open: 9,
  vacant: 9,
  toSettle: 0,
  skipped: 0,
  binned: 0,
  atWork: 1,
  activeToday: 1,
  needsPeople: 0,
  lastAnswerAt: "2026-11-28T11:00:00Z",
  agreement: null,
};

describe("what holds a queue up", () => {
  it("is nothing while somebody works at it, or nothing is left", () => {
    expect(holdUpsOf(queue, now)).toEqual([]);
    expect(holdUpsOf({ ...queue, open: 0, toSettle: 0, isPaused: true }, now)).toEqual([]);
  });

  it("is that nobody came for a day, or ever", () => {
    const left = { ...queue, atWork: 0 };
    expect(holdUpsOf(left, now)).toEqual([]);
    expect(holdUpsOf({ ...left, lastAnswerAt: "2026-11-27T11:00:00Z" }, now)).toEqual([{ kind: "nobody", count: 9 }]);
    expect(holdUpsOf({ ...left, lastAnswerAt: null }, now)).toEqual([{ kind: "nobody", count: 9 }]);
    expect(holdUpsOf({ ...left, lastAnswerAt: null, vacant: 0, toSettle: 2 }, now)).toEqual([
      { kind: "to_settle", count: 2 },
    ]);
  });

  it("is a pause, and what waits behind it", () => {
    const paused = { ...queue, atWork: 0, lastAnswerAt: null, isPaused: true, skipped: 1, needsPeople: 2, binned: 3 };
    expect(holdUpsOf(paused, now)).toEqual([
      { kind: "paused", count: 9 },
      { kind: "needs_people", count: 2 },
      { kind: "skipped", count: 1 },
      { kind: "binned", count: 3 },
    ]);
  });
});

it("holds runs up: no worker where there is work, a spent budget, parked and paused ones", () => {
  const calm = { parked: 0, paused: [], running: 0, workers: 0, spentLimit: null };
  expect(runHoldUps(calm)).toEqual([]);
  expect(runHoldUps({ ...calm, running: 1 })).toEqual(["no_worker"]);
  expect(runHoldUps({ ...calm, running: 1, workers: null })).toEqual([]);
  const paused = [{ id: "r", name: "R", detail: null }];
  expect(runHoldUps({ parked: 3, paused, running: 0, workers: 1, spentLimit: "tokens" })).toEqual([
    "budget",
    "parked",
    "paused",
  ]);
});

it("counts what rejected dialogues cost to the accepted ones", () => {
  expect(costPerAccepted({ accepted: 4, decided: 10, spent: 2, tokens: 8_000 })).toEqual({ money: 0.5, tokens: 2_000 });
  expect(costPerAccepted({ accepted: 0, decided: 10, spent: 2, tokens: 8_000 })).toBeNull();
});

describe("an alert", () => {
  const subject = { kind: "run", id: "r" } as const;
  const rejects = { measure: "rejects", limit: 0.3, fewest: 20 } as const;
  const agreement = { measure: "agreement", limit: 0.6, fewest: 20 } as const;

  it("is raised on the wrong side of its limit, from enough dialogues on", () => {
    const figure = { measure: "rejects", subject, value: 0.31, counted: 20 } as const;
    expect(breaks(rejects, figure)).toBe(true);
    expect(breaks(rejects, { ...figure, value: 0.3 })).toBe(false);
    expect(breaks(rejects, { ...figure, counted: 19 })).toBe(false);
    expect(breaks(rejects, { ...figure, value: null })).toBe(false);
    expect(breaks(agreement, figure)).toBe(false);
    expect(breaks(agreement, { ...figure, measure: "agreement", value: 0.59 })).toBe(true);
    expect(breaks(agreement, { ...figure, measure: "agreement", value: 0.6 })).toBe(false);
  });

  it("takes no limit that a share cannot have, and none from a handful", () => {
    const given = { ...rejects, pauses: false };
    expect(newAlertRuleSchema.safeParse(given).success).toBe(true);
    for (const wrong of [{ limit: -0.1 }, { limit: 1.1 }, { limit: Number.NaN }, { fewest: 4 }, { fewest: 9.5 }])
      expect(newAlertRuleSchema.safeParse({ ...given, ...wrong }).success).toBe(false);
    expect(newAlertRuleSchema.safeParse({ ...given, measure: "agreement", limit: -0.1 }).success).toBe(true);
  });
});
