import type { InputOf } from "@/lib/contract/endpoints";
import type { NewsFrame } from "@/lib/domain/live";
import { urlOf } from "./call";
import { openPageEvents } from "./page-events";

type Wanted = Pick<NonNullable<InputOf<"events">["query"]>, "jobs" | "results" | "counts">;

const reopenMs = 2_000;

/** Hears of jobs, figures or counts for as long as it is open, over lost connections; returns what closes it. */
export function followNews(query: Wanted, onFrame: (frame: NewsFrame) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let close = () => {};

  function open(): void {
    const source = openPageEvents(urlOf("events", { query }));
    source.onmessage = ({ data }) => onFrame(JSON.parse(data));
    source.onerror = () => {
      source.close();
      timer = setTimeout(open, reopenMs * (0.5 + Math.random()));
    };
    close = () => source.close();
  }

  open();
  return () => {
    clearTimeout(timer);
    close();
  };
}
