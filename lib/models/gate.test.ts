import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ChatModel, type ModelEvent, ModelFault, type ModelRequest } from "@/lib/domain/chat-model";
import { createGate, gated } from "./call-limits";

const open = new AbortController().signal;
const request: ModelRequest = { prompt: { kind: "chat", messages: [] }, maxTokens: 8 };
const whole: ModelEvent = { type: "done", finishReason: "stop", usage: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Enters many calls at once and tells how many were let in so far. */
function enterAll(gate: ReturnType<typeof createGate>, count: number) {
  const leaves: Awaited<ReturnType<typeof gate.enter>>[] = [];
  for (let i = 0; i < count; i++) void gate.enter(new AbortController().signal).then((leave) => leaves.push(leave));
  return leaves;
}

describe("the gate", () => {
  it("limits nothing before the endpoint complains", async () => {
    const leaves = enterAll(createGate(), 500);
    await vi.advanceTimersByTimeAsync(0);
    expect(leaves).toHaveLength(500);
  });

  it("lets nobody in before the time the endpoint named, then half as many at once", async () => {
    const gate = createGate();
    const first = enterAll(gate, 8);
    await vi.advanceTimersByTimeAsync(1);
    for (const leave of first) leave({ retryAfterMs: 5_000 });
    const later = enterAll(gate, 8);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(later).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(later).toHaveLength(4);
    for (const leave of later.splice(0)) leave("served");
    await vi.advanceTimersByTimeAsync(0);
    expect(later).toHaveLength(4);
  });

  it("backs off by itself, ever longer, when no time was named", async () => {
    const gate = createGate();
    for (const waitMs of [1_000, 2_000, 4_000]) {
      const leave = await gate.enter(open);
      leave({ retryAfterMs: undefined });
      const next = enterAll(gate, 1);
      await vi.advanceTimersByTimeAsync(waitMs - 1);
      expect(next).toHaveLength(0);
      await vi.advanceTimersByTimeAsync(1);
      expect(next).toHaveLength(1);
      next[0]?.("unserved");
    }
  });

  it.each([
    ["names no time: a minute and beyond", undefined, [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300]],
    ["names no time at all: at once, then a second", 0, [0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
    ["names five seconds: as long each time", 5_000, [0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]],
  ])("waits when an endpoint goes on asking and %s", async (_, retryAfterMs, seconds) => {
    const gate = createGate();
    const waits: number[] = [];
    for (let complaints = 0; complaints < seconds.length; complaints++) {
      const at = Date.now();
      const entered = gate.enter(open);
      await vi.runAllTimersAsync();
      waits.push(Date.now() - at);
      (await entered)({ retryAfterMs });
    }
    expect(waits).toEqual(seconds.map((one) => one * 1_000));
  });

  it("lets more in again with every success", async () => {
    const gate = createGate();
    (await gate.enter(open))({ retryAfterMs: 0 });
    for (let i = 0; i < 10; i++) (await gate.enter(open))("served");
    const leaves = enterAll(gate, 20);
    await vi.advanceTimersByTimeAsync(0);
    expect(leaves.length).toBeGreaterThan(2);
    expect(leaves.length).toBeLessThan(20);
  });

  it("forgets a caller that gave up waiting", async () => {
    const gate = createGate();
    (await gate.enter(open))({ retryAfterMs: 1_000 });
    const impatient = new AbortController();
    const refused = expect(gate.enter(impatient.signal)).rejects.toMatchObject({ kind: "cancelled" });
    const patient = enterAll(gate, 1);
    impatient.abort();
    await refused;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(patient).toHaveLength(1);
  });
});

describe("a gated model", () => {
  it("passes replies and faults on, and stops the others after a complaint", async () => {
    const began: number[] = [];
    const model: ChatModel = {
      async *stream() {
        began.push(Date.now());
        if (began.length === 1) throw new ModelFault("rate_limited", "slow down", { retryAfterMs: 3_000 });
        yield whole;
      },
    };
    const behind = gated(model, createGate());
    const start = Date.now();
    await expect(collect(behind)).rejects.toMatchObject({ kind: "rate_limited" });
    const second = collect(behind);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await second).toEqual([whole]);
    expect(began.map((at) => at - start)).toEqual([0, 3_000]);
  });

  it("gives its place back when the reader leaves early", async () => {
    const endless: ChatModel = {
      async *stream() {
        for (;;) yield { type: "text", text: "more " };
      },
    };
    const gate = createGate();
    (await gate.enter(open))({ retryAfterMs: 0 }); // from here on one at a time
    for await (const _ of gated(endless, gate).stream(request, open)) break;
    const next = enterAll(gate, 1);
    await vi.advanceTimersByTimeAsync(0);
    expect(next).toHaveLength(1);
  });
});

async function collect(model: ChatModel): Promise<ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(request, open)) events.push(event);
  return events;
}
