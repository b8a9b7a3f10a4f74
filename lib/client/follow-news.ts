import type { InputOf } from "@/lib/contract/endpoints";
import type { NewsFrame } from "@/lib/domain/live";
import { urlOf } from "./call";
import { keepOpen } from "./kept-open";
import { openPageEvents } from "./page-events";

type Wanted = Pick<NonNullable<InputOf<"events">["query"]>, "jobs" | "results" | "counts">;

const reopenMs = 2_000;

/** Hears of jobs, figures or counts for as long as it is open, over lost connections; returns what closes it. */
export function followNews(query: Wanted, onFrame: (frame: NewsFrame) => void): () => void {
  const line = keepOpen({
    open: () => openPageEvents(urlOf("events", { query })),
    onData: (data) => onFrame(JSON.parse(data)),
    waitMs: () => reopenMs * (0.5 + Math.random()),
  });
  return line.connect();
}
