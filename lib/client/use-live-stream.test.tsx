import { act, fireEvent, renderHook } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import type { LiveFrame } from "@/lib/domain/live";
import { sampleDialogue, sampleTurn } from "@/lib/testing/sample-dialogue";
import { useLiveDialogue, useLiveState, useLiveStream } from "./use-live-stream";

class FakeSource {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  isClosed = false;
  constructor(readonly url: string) {
    sources.push(this);
  }
  close() {
    this.isClosed = true;
  }
}

vi.mock("./page-events", () => ({ openPageEvents: (url: string) => new FakeSource(url) }));

let sources: FakeSource[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  vi.spyOn(Math, "random").mockReturnValue(1); // the longest of each wait
});

async function page() {
  const hook = renderHook(
    ({ dialogues }) => {
      const stream = useLiveStream({ dialogues });
      return { state: useLiveState(stream), live: useLiveDialogue(stream, "dlg_1") };
    },
    { initialProps: { dialogues: "dlg_1" } },
  );
  await pass(0); // the parts of a page join its one stream together
  const last = () => sources.at(-1) as FakeSource;
  return {
    hook,
    open: () => act(() => last().onopen?.()),
    fail: () => act(() => last().onerror?.()),
    bring: (frame: LiveFrame) => act(() => last().onmessage?.({ data: JSON.stringify(frame) })),
    paint: () => pass(20),
    state: () => hook.result.current.state,
    text: () => hook.result.current.live?.draft?.text,
  };
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const running = { status: "running" as const, endReason: null, endedAt: null };
const delta = (at: number, text: string): LiveFrame => ({
  type: "delta",
  id: "dlg_1",
  turnId: "t2",
  parentId: "t1",
  speaker: "assistant",
  at,
  text,
  reasoning: false,
});

function snapshot(text: string): LiveFrame {
  const draft = { turnId: "t2", parentId: "t1", speaker: "assistant" as const, text, reasoning: "" };
  const live = { dialogue: sampleDialogue("t1", running), turns: [sampleTurn("t1", null, "user")], draft };
  return { type: "snapshot", id: "dlg_1", live } as LiveFrame;
}

it("reopens a broken stream after longer and longer waits, with what it holds still on the page", async () => {
  const { open, fail, bring, paint, state, text } = await page();
  open();
  bring(snapshot("Once"));
  await paint();
  expect([state(), text()]).toEqual(["live", "Once"]);
  fail();
  await paint();
  expect([state(), text(), sources.length]).toEqual(["reconnecting", "Once", 1]);
  await pass(1_000);
  expect(sources.length).toBe(2);
  fail();
  await pass(1_900);
  expect(sources.length).toBe(2);
  await pass(200);
  fail();
  await paint();
  expect([state(), sources.length]).toEqual(["offline", 3]);
});

it("has no gap and no repeat after a break: the snapshot brings what was missed, late words change nothing", async () => {
  const { open, fail, bring, paint, text, state } = await page();
  open();
  bring(snapshot("Once upon"));
  bring(delta(9, " a"));
  await paint();
  expect(text()).toBe("Once upon a");
  fail();
  await pass(1_000);
  open();
  bring(snapshot("Once upon a time"));
  bring(delta(9, " a"));
  bring(delta(16, ", far"));
  await paint();
  expect([state(), text()]).toEqual(["live", "Once upon a time, far"]);
});

it("tries at once when the browser says that the network is back, and leaves a stream that works alone", async () => {
  const { open, fail, paint } = await page();
  open();
  await paint();
  fireEvent(window, new Event("online"));
  await pass(0);
  expect(sources.length).toBe(1);
  fail();
  fireEvent(window, new Event("online"));
  await pass(0);
  expect(sources.length).toBe(2);
  open();
  await pass(60_000);
  expect(sources.length).toBe(2);
});

it("closes the stream of a page that is left, and opens another for other dialogues", async () => {
  const { hook, open } = await page();
  open();
  hook.rerender({ dialogues: "dlg_2" });
  await pass(0);
  expect(sources.map(({ url, isClosed }) => [url.includes("dlg_2"), isClosed])).toEqual([
    [false, true],
    [true, false],
  ]);
  hook.unmount();
  await pass(60_000);
  expect(sources.map(({ isClosed }) => isClosed)).toEqual([true, true]);
});
