import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import { Profiler, type ReactNode } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { createLiveStream, type LiveStream } from "@/lib/client/live-stream";
import type { LiveDialogue, LiveFrame } from "@/lib/domain/live";
import { sampleDialogue, sampleTurn } from "@/lib/testing/sample-dialogue";
import { ViewerProvider } from "../layout/viewer-context";
import { LiveTile } from "../live/live-tile";
import { TranscriptView } from "../transcript/transcript-view";
import { markdownMoment } from "../transcript/turn-text";
import { useWatchRoom } from "./use-watch-room";

/** The event stream of the page, as the studio would send it. */
class Source {
  static now: Source;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor() {
    Source.now = this;
  }
  close() {}
}

vi.mock("@/lib/client/page-events", () => ({ openPageEvents: () => new Source() }));

/** Frames of the screen, one at a time. */
let paints: (() => void)[] = [];
function paint() {
  act(() => {
    for (const one of paints.splice(0)) one();
  });
}

beforeEach(() => {
  paints = [];
  vi.stubGlobal("requestAnimationFrame", (one: () => void) => paints.push(one));
  vi.stubGlobal("fetch", async () => Response.json({ items: [] }));
});

const running = { id: "d", status: "running", version: 2, endReason: null, endedAt: null } as const;
const dialogue = sampleDialogue("t2", running);
const turn = (number: number) =>
  sampleTurn(`t${number}`, number > 1 ? `t${number - 1}` : null, number % 2 ? "user" : "assistant", {
    dialogueId: "d",
    text: `Turn ${number}`,
    version: number,
  });
const live: LiveDialogue = { dialogue, turns: [turn(1), turn(2)], draft: null };
const word = (id: string, text: string, at: number): LiveFrame => ({
  type: "delta",
  id,
  turnId: "t3",
  parentId: "t2",
  speaker: "user",
  reasoning: false,
  text,
  at,
});

function Studio({ children }: { children: ReactNode }) {
  const viewer = { id: "p", name: "P", email: "p@example.org", roles: ["lead" as const] };
  return (
    <QueryClientProvider client={new QueryClient()}>
      <ViewerProvider viewer={viewer} rights={["dialogue.act"]}>
        {children}
      </ViewerProvider>
    </QueryClientProvider>
  );
}

it("draws a draft again with each of its words, and nothing else of the room", async () => {
  await markdownMoment.load();
  const drawn = vi.fn();
  function Room() {
    const room = useWatchRoom(live);
    drawn();
    return <TranscriptView room={room} />;
  }
  render(
    <Studio>
      <Room />
    </Studio>,
  );
  paint();
  // The parts of a page join its stream together, a moment after they stand.
  await waitFor(() => expect(Source.now).toBeDefined());
  act(() => Source.now.onmessage?.({ data: JSON.stringify(word("d", "word ", 0)) }));
  paint();
  await waitFor(() => expect(screen.getByText("writing")).toBeTruthy());

  drawn.mockClear();
  const changed = new Set<Element | null>();
  new MutationObserver((records) => {
    for (const { target } of records) changed.add((target as Element).parentElement?.closest("li") ?? null);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  for (let i = 1; i <= 50; i++) {
    act(() => Source.now.onmessage?.({ data: JSON.stringify(word("d", "word ", i * 5)) }));
    paint();
  }
  expect(screen.getByRole("list", { name: "Transcript" }).textContent).toContain("word ".repeat(51));
  expect(drawn).not.toHaveBeenCalled();
  await waitFor(() => expect(changed.size).toBeGreaterThan(0));
  expect([...changed].map((row) => row?.textContent?.includes("writing"))).toEqual([true]);
});

it("draws one tile of the wall again with a word of its dialogue, and no other", () => {
  const draws: Record<string, number> = {};
  const count = (id: string) => {
    draws[id] = (draws[id] ?? 0) + 1;
  };
  const stream: LiveStream = createLiveStream({ scope: "live" });
  const ids = ["d1", "d2", "d3"];
  render(
    ids.map((id) => (
      <Profiler key={id} id={id} onRender={count}>
        <LiveTile stream={stream} id={id} selected={false} />
      </Profiler>
    )),
  );
  for (const id of ids) stream.apply({ type: "snapshot", id, live: { ...live, dialogue: { ...dialogue, id } } });
  paint();
  const before = { ...draws };
  for (let i = 0; i < 20; i++) {
    stream.apply(word("d2", "word ", i * 5));
    paint();
  }
  expect(draws).toEqual({ ...before, d2: (before.d2 ?? 0) + 20 });
});
