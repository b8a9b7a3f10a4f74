import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { newQueryClient } from "./query-client";
import { useCountNews } from "./use-count-news";

class FakeSource {
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    sources.push(this);
  }
  close() {}
}

vi.mock("./page-events", () => ({ openPageEvents: (url: string) => new FakeSource(url) }));

let sources: FakeSource[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
});

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

async function page() {
  const asked = vi.fn(async () => "counts");
  const client = newQueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  renderHook(
    () => {
      useCountNews("duplicates", { queryKey: ["duplicates"], everyMs: 2_000 });
      return useQuery({ queryKey: ["duplicates", "setting"], queryFn: asked });
    },
    { wrapper },
  );
  await pass(0);
  const say = (mark: string, id = "duplicates") =>
    act(async () => sources.at(-1)?.onmessage?.({ data: JSON.stringify({ type: "counts", id, mark }) }));
  return { asked, say };
}

it("asks for nothing while the studio says nothing, however long", async () => {
  const { asked } = await page();
  await pass(600_000);
  expect(asked).toHaveBeenCalledTimes(1);
});

it("asks at once when told of a change, not for changes of others, and for many together", async () => {
  const { asked, say } = await page();
  await say("1");
  expect(asked).toHaveBeenCalledTimes(2);
  await say("1", "evaluations");
  await pass(5_000);
  expect(asked).toHaveBeenCalledTimes(2);
  for (const mark of ["2", "3", "4", "5"]) await say(mark);
  expect(asked).toHaveBeenCalledTimes(3);
  await pass(2_000);
  expect(asked).toHaveBeenCalledTimes(4); // what came meanwhile
  await pass(60_000);
  expect(asked).toHaveBeenCalledTimes(4);
});

it("opens a lost stream anew", async () => {
  const { asked, say } = await page();
  act(() => sources.at(-1)?.onerror?.());
  await pass(3_000);
  expect(sources).toHaveLength(2);
  await say("9");
  expect(asked).toHaveBeenCalledTimes(2);
});
