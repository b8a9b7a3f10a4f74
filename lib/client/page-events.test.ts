import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { carryToWorker, type FromWorker, type Port, type ToWorker } from "./page-events";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const said: ToWorker[] = [];
  const port: Port = { postMessage: (message) => void said.push(message), onmessage: null };
  const onMissing = vi.fn();
  const carrier = carryToWorker(port, onMissing);
  const hear = (data: FromWorker) => port.onmessage?.({ data } as MessageEvent);
  const partOf = (url: string) => ({ url, onOpen: vi.fn(), onData: vi.fn(), onError: vi.fn() });
  return { carrier, said, hear, partOf, onMissing };
}

it("tells the worker what this window follows, and each part what is for it", () => {
  const { carrier, said, hear, partOf } = setUp();
  const [wall, jobs] = [partOf("/events?scope=live"), partOf("/events?jobs=mine")];
  carrier.join(wall);
  carrier.join(jobs);
  expect(said).toEqual([
    { type: "open", id: 1, url: "/events?scope=live" },
    { type: "open", id: 2, url: "/events?jobs=mine" },
  ]);
  hear({ type: "open", id: 1 });
  hear({ type: "data", id: 2, frame: "{}" });
  expect([wall.onOpen.mock.calls.length, jobs.onOpen.mock.calls.length]).toEqual([1, 0]);
  expect(jobs.onData.mock.calls).toEqual([["{}"]]);
  carrier.leave(wall);
  expect(said.at(-1)).toEqual({ type: "close", id: 1 });
  hear({ type: "data", id: 1, frame: "late" });
  expect(wall.onData).not.toHaveBeenCalled();
});

it("leaves it to a part to join again after its stream broke", () => {
  const { carrier, said, hear, partOf } = setUp();
  const part = partOf("/events?jobs=mine");
  carrier.join(part);
  hear({ type: "error", id: 1 });
  expect(part.onError).toHaveBeenCalledTimes(1);
  carrier.leave(part);
  expect(said).toHaveLength(1);
});

it("says that the window is still there, and that it goes; back again, its parts open themselves anew", async () => {
  const { carrier, said, hear, partOf } = setUp();
  const part = partOf("/events?jobs=mine");
  hear({ type: "welcome" });
  carrier.join(part);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said.filter(({ type }) => type === "here")).toHaveLength(2);
  carrier.bye();
  expect(said.at(-1)).toEqual({ type: "bye" });
  expect(part.onError).not.toHaveBeenCalled();
  carrier.restart();
  expect(part.onError).toHaveBeenCalledTimes(1);
});

it("tells when the worker does not greet, and only then", async () => {
  const [greeted, silent] = [setUp(), setUp()];
  greeted.hear({ type: "welcome" });
  await vi.advanceTimersByTimeAsync(10_000);
  expect([greeted, silent].map(({ onMissing }) => onMissing.mock.calls.length)).toEqual([0, 1]);
});
