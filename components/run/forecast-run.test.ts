import { describe, expect, it } from "vitest";
import { forecastRun, type RunBody } from "./run-draft";

const body: RunBody = {
  name: "x",
  simulatorId: "a",
  assistantId: "b",
  dialogues: 10,
  concurrency: 2,
  stopRules: { contextTokens: 1_000, maxRounds: 2 },
};

describe("forecastRun", () => {
  it("counts what each side reads and writes", () => {
    // 2 rounds of 50 + 200: the simulator reads 0 + 250, the assistant 50 + 300.
    expect(forecastRun(body)).toEqual({
      rounds: 2,
      inputTokens: 10 * 600,
      outputTokens: 10 * 500,
      cost: null,
      seconds: 5_000 / (40 * 2),
    });
  });

  it("prices each side with its own model", () => {
    const forecast = forecastRun(body, { inputPrice: 0, outputPrice: 10 }, { inputPrice: 1, outputPrice: 0 });
    expect(forecast?.cost).toBeCloseTo((10 * 100 * 10 + 10 * 350 * 1) / 1e6, 12);
  });

  it("stops at the context budget, and never before one round", () => {
    expect(forecastRun({ ...body, stopRules: { contextTokens: 1_000 } })?.rounds).toBe(4);
    expect(forecastRun({ ...body, stopRules: { contextTokens: 128 } })?.rounds).toBe(1);
  });

  it("is silent while the numbers are not usable", () => {
    expect(forecastRun({ ...body, dialogues: Number.NaN })).toBeNull();
    expect(forecastRun({ ...body, concurrency: 0 })).toBeNull();
  });
});
