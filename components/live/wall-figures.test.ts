import { describe, expect, it } from "vitest";
import type { RunProgress } from "@/lib/domain/run";
import { sumProgress } from "./wall-head";

const still: RunProgress = {
  total: 10,
  byStatus: { queued: 6, running: 4, paused: 0, parked: 0, ended: 0 },
  byEndReason: {},
  byFault: {},
  troubles: [],
  delays: [],
  accepted: 0,
  rejected: 0,
  turns: 0,
  inputTokens: 0,
  outputTokens: 0,
  cost: 0,
  dialoguesPerMinute: null,
  tokensPerSecond: null,
  secondsLeft: null,
};

describe("sumProgress", () => {
  it("adds runs up, failures by kind, most frequent first", () => {
    const one = { ...still, cost: 1.5, tokensPerSecond: 40, byFault: { network: 1, overloaded: 2 } };
    const two = { ...still, cost: 0.5, tokensPerSecond: null, byFault: { network: 4, empty: 0 } };
    expect(sumProgress([one, two])).toEqual({
      running: 8,
      cost: 2,
      tokensPerSecond: 40,
      dialoguesPerMinute: null,
      faults: [
        ["network", 5],
        ["overloaded", 2],
      ],
    });
  });

  it("knows no rate when no run has one", () => {
    expect(sumProgress([])).toMatchObject({ running: 0, tokensPerSecond: null, faults: [] });
  });
});
