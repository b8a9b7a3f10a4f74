import { Worker } from "node:worker_threads";
import { drawTopicMap, type MapThread } from "@/lib/operations/statistics/draw-topic-map";
import type { MapAnswer, MapQuestion } from "../map-thread";
import type { JobHandler } from "./job-handler";

/** Draws a topic map, its arithmetic in a thread of its own that goes with the job. */
export const drawMap: JobHandler<"topic_map"> = async ({ payload }, tools) => {
  const thread = new Worker(new URL("../map-thread.mjs", import.meta.url));
  try {
    return { kind: "done", result: await drawTopicMap(payload, { ...tools, ...asking(thread, tools.signal) }) };
  } finally {
    await thread.terminate();
  }
};

function asking(thread: Worker, signal: AbortSignal): MapThread {
  /** One question at a time; a thread that ends, or a job that is to stop, is told by throwing. */
  function ask(question: MapQuestion, tell: (share: number) => void): Promise<Exclude<MapAnswer, { kind: "share" }>> {
    const mine = new AbortController();
    return new Promise<Exclude<MapAnswer, { kind: "share" }>>((resolve, reject) => {
      const fail = (error: unknown) => reject(error instanceof Error ? error : new Error(String(error)));
      const take = (answer: MapAnswer) => (answer.kind === "share" ? tell(answer.share) : resolve(answer));
      const leave = () => fail(signal.reason);
      const ended = () => fail(new Error("The thread that draws the map has ended."));
      thread.on("message", take).on("error", fail).on("exit", ended);
      signal.addEventListener("abort", leave, { once: true });
      mine.signal.addEventListener("abort", () => {
        thread.off("message", take).off("error", fail).off("exit", ended);
        signal.removeEventListener("abort", leave);
      });
      signal.throwIfAborted();
      thread.postMessage(question);
    }).finally(() => mine.abort());
  }
  return {
    async axesOf(sample) {
      const answer = await ask({ kind: "axes", sample }, () => undefined);
      if (answer.kind !== "axes") throw new Error("The thread gave no axes.");
      return answer.axes;
    },
    async project(flat, seed, tell) {
      const answer = await ask({ kind: "project", flat, seed }, tell);
      if (answer.kind !== "places") throw new Error("The thread gave no places.");
      return answer.places;
    },
  };
}
