import { Worker } from "node:worker_threads";
import { requireProject } from "@/lib/data/project-at-work";
import type { FiguresOrder } from "@/lib/domain/judging/figures-order";
import type { FiguresAnswer, FiguresQuestion } from "./figures-thread";

type Waiting = { resolve: (body: string) => void; reject: (error: Error) => void };

/**
 * Figures of evaluations, computed in a thread beside the worker's own: 100,000 votes take seconds, and dialogues go on
 * streaming. A thread that breaks fails what it was asked for, and the next question starts another.
 */
export function openFiguresThread(): (evaluationId: string, order: FiguresOrder) => Promise<string> {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let asked = 0;

  function start(): Worker {
    const started = new Worker(new URL("./figures-thread.mjs", import.meta.url));
    started.unref();
    started.on("message", ({ id, body, error }: FiguresAnswer) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (body === null) one?.reject(new Error(error));
      else one?.resolve(body);
    });
    started.on("error", (error: Error) => fail(started, error));
    started.on("exit", () => fail(started, new Error("The thread that computes figures has ended.")));
    return started;
  }

  function fail(which: Worker, error: Error): void {
    if (thread !== which) return;
    thread = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  thread = start();
  return (evaluationId, order) =>
    new Promise((resolve, reject) => {
      thread ??= start();
      const question: FiguresQuestion = { id: ++asked, projectId: requireProject(), evaluationId, order };
      waiting.set(question.id, { resolve, reject });
      thread.postMessage(question);
    });
}
