import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Dialogue } from "@/lib/domain/dialogue";
import type { LiveDialogue, LiveFrame } from "@/lib/domain/live";
import { sampleDialogue } from "@/lib/testing/sample-dialogue";
import { createLiveStream } from "./live-stream";
import type { Source } from "./page-events";

type FakeSource = Source & { url: string; closed: boolean };

function dialogue(id: string, version = 1): Dialogue {
  return sampleDialogue(null, { id, version, status: "running", endReason: null, endedAt: null });
}

function snapshot(id: string): LiveFrame {
  return { type: "snapshot", id, live: { dialogue: dialogue(id), turns: [], draft: null } };
}

function delta(id: string, at: number, text: string): LiveFrame {
  return { type: "delta", id, turnId: "t", parentId: null, speaker: "user", at, text, reasoning: false };
}

function setUp(refetch = (_: string): Promise<LiveDialogue> => Promise.reject(new Error("not asked for"))) {
  const sources: FakeSource[] = [];
  const paints: (() => void)[] = [];
  const stream = createLiveStream(
    { scope: "live" },
    {
      open(url) {
        const source: FakeSource = { url, closed: false, onopen: null, onmessage: null, onerror: null, close() {} };
        source.close = () => {
          source.closed = true;
        };
        sources.push(source);
        return source;
      },
      beforePaint: (paint) => paints.push(paint),
      refetch,
    },
  );
  const last = () => sources.at(-1) as unknown as { onopen: () => void; onerror: () => void };
  return {
    stream,
    sources,
    paints,
    paint: () => {
      for (const paint of paints.splice(0)) paint();
    },
    open: () => last().onopen(),
    fail: () => last().onerror(),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("shows many tokens as one paint, and re-renders only the dialogue they belong to", () => {
  const { stream, paints, paint } = setUp();
  for (const id of ["a", "b"]) stream.apply(snapshot(id));
  paint();
  const other = stream.get("b");
  const told = vi.fn();
  stream.subscribe(told);
  for (let at = 0; at < 50; at++) stream.apply(delta("a", at, "x"));
  expect(stream.get("a")?.draft).toBeNull();
  expect(paints).toHaveLength(1);
  paint();
  expect(told).toHaveBeenCalledTimes(1);
  expect(stream.get("a")?.draft?.text).toBe("x".repeat(50));
  expect(stream.get("b")).toBe(other);
  expect(stream.ids()).toEqual(["a", "b"]);
});

it("draws a few of those in sight at a time, in turn, and the rest in the next frames", () => {
  const { stream, paints, paint } = setUp();
  const ids = Array.from({ length: 40 }, (_, i) => `d${i}`);
  const drawn: string[] = [];
  for (const id of ids) stream.watch(id, () => drawn.push(id));
  for (const id of ids) stream.apply(snapshot(id));
  paint();
  expect(drawn).toEqual(ids.slice(0, 16));
  stream.apply(delta("d0", 0, "again"));
  paint();
  paint();
  expect(drawn).toEqual([...ids, "d0"]);
  expect(paints).toHaveLength(0);
});

it("holds no more dialogues than a wall can show, and lets those go that were silent for longest", () => {
  const { stream, paint } = setUp();
  for (let i = 0; i < 600; i++) stream.apply(snapshot(`d${i}`));
  paint();
  stream.apply(delta("d0", 0, "still here"));
  for (let i = 600; i < 650; i++) stream.apply(snapshot(`d${i}`));
  paint();
  expect(stream.ids()).toHaveLength(600);
  expect(stream.get("d0")?.draft?.text).toBe("still here");
  expect([stream.get("d1"), stream.get("d50"), stream.get("d51")?.dialogue.id]).toEqual([undefined, undefined, "d51"]);
});

it("asks for a fresh state, once, when a piece of a draft is missing", async () => {
  const whole: LiveDialogue = {
    dialogue: dialogue("a"),
    turns: [],
    draft: { turnId: "t", parentId: null, speaker: "user", text: "hello", reasoning: "" },
  };
  const refetch = vi.fn(() => Promise.resolve(whole));
  const { stream, paint } = setUp(refetch);
  stream.apply(snapshot("a"));
  stream.apply(delta("a", 4, "o"));
  stream.apply(delta("a", 4, "o"));
  await vi.advanceTimersByTimeAsync(0);
  paint();
  expect(refetch).toHaveBeenCalledTimes(1);
  expect(stream.get("a")?.draft?.text).toBe("hello");
});

it("reconnects by itself with growing pauses and says how it stands", () => {
  const { stream, sources, open, fail } = setUp();
  const close = stream.connect();
  expect(stream.state()).toBe("connecting");
  expect(sources[0]?.url).toBe("/api/v1/events?scope=live");
  open();
  expect(stream.state()).toBe("live");
  fail();
  expect(stream.state()).toBe("reconnecting");
  expect(sources[0]?.closed).toBe(true);
  vi.advanceTimersByTime(1_000);
  expect(sources).toHaveLength(2);
  fail();
  vi.advanceTimersByTime(2_000);
  fail();
  expect(stream.state()).toBe("offline");
  vi.advanceTimersByTime(15_000);
  open();
  expect(stream.state()).toBe("live");
  close();
  expect(sources.every((source) => source.closed)).toBe(true);
});

it("opens nothing more once closed, and tries at once when woken", () => {
  const { stream, sources, fail } = setUp();
  const close = stream.connect();
  fail();
  stream.wake();
  expect(sources).toHaveLength(2);
  fail();
  close();
  vi.advanceTimersByTime(60_000);
  stream.wake();
  expect(sources).toHaveLength(2);
});
