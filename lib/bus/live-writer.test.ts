import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FencedDelta } from "@/lib/data/live";
import { createLiveWriter } from "./live-writer";

function delta(turnId: string, at: number, text: string): FencedDelta {
  return {
    type: "delta",
    id: `dlg_${turnId}`,
    turnId,
    fence: 1,
    parentId: null,
    speaker: "user",
    at,
    text,
    reasoning: false,
  };
}

/** An insert that settles when told to. */
function slowInsert() {
  const calls: { texts: string[]; payloads: string[]; end: (error?: Error) => void }[] = [];
  const insert = (deltas: FencedDelta[], payloads: string[]) =>
    new Promise<void>((resolve, reject) => {
      const end = (error?: Error) => (error ? reject(error) : resolve());
      calls.push({ texts: deltas.map(({ text }) => text), payloads, end });
    });
  return { calls, insert };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the live writer", () => {
  test("writes all turns of a beat in one statement, one statement at a time", async () => {
    const { calls, insert } = slowInsert();
    const writer = createLiveWriter({ insert });
    void writer.push(delta("a", 0, "one "));
    void writer.push(delta("b", 0, "x"));
    void writer.push(delta("a", 4, "two"));
    writer.changed("dlg_c");
    await vi.advanceTimersByTimeAsync(25);
    void writer.push(delta("a", 7, " three"));
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ texts: ["one two", "x"], payloads: ["dlg_c,dlg_a,dlg_b"] });
    calls[0]?.end();
    await vi.advanceTimersByTimeAsync(25);
    expect(calls.slice(1)).toMatchObject([{ texts: [" three"] }]);
  });

  test("writes nothing of a turn once it is discarded, be it waiting, under way or to be tried again", async () => {
    const { calls, insert } = slowInsert();
    const writer = createLiveWriter({ insert });
    void writer.push(delta("a", 0, "under way"));
    await vi.advanceTimersByTimeAsync(25);
    void writer.push(delta("a", 9, "waiting"));
    let discarded = false;
    void writer.discard("a").then(() => {
      discarded = true;
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(discarded).toBe(false);
    calls[0]?.end(new Error("cut"));
    await vi.advanceTimersByTimeAsync(0);
    expect(discarded).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls.slice(1)).toMatchObject([{ texts: [], payloads: ["dlg_a"] }]);
  });

  test("asks for patience while too much waits", async () => {
    const { calls, insert } = slowInsert();
    const writer = createLiveWriter({ insert, maxUnits: 10 });
    let through = 0;
    const push = (at: number) =>
      void writer.push(delta("a", at, "12345678")).then(() => {
        through++;
      });
    push(0);
    await vi.advanceTimersByTimeAsync(25);
    push(8);
    push(16);
    await vi.advanceTimersByTimeAsync(100);
    expect([through, calls.length]).toEqual([2, 1]);
    calls[0]?.end();
    await vi.advanceTimersByTimeAsync(100);
    expect([through, calls.length]).toEqual([2, 2]);
    calls[1]?.end();
    await vi.advanceTimersByTimeAsync(100);
    expect(through).toBe(3);
  });

  test("gives a batch up in the end, and with it the rest of its turns, but nobody else's", async () => {
    const insert = vi.fn<(deltas: FencedDelta[]) => Promise<void>>().mockRejectedValue(new Error("no database"));
    const writer = createLiveWriter({ insert });
    void writer.push(delta("a", 0, "lost"));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(insert).toHaveBeenCalledTimes(8);
    insert.mockReset().mockResolvedValue();
    void writer.push(delta("a", 4, "after the hole"));
    void writer.push(delta("b", 0, "whole"));
    await writer.close();
    expect(insert.mock.calls.flatMap(([deltas]) => deltas.map(({ text }) => text))).toEqual(["whole"]);
  });
});
