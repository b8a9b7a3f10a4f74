import { existsSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Queryable } from "@/lib/data/sql";
import { recordTraining } from "@/lib/data/training/training-events";
import type { EvaluationEvent, KeptEvent, StepEvent, TrainingEvent } from "@/lib/domain/training-job/event";
import { faultOfLog } from "@/lib/engines/fault-of-log";
import { createLineReader } from "@/lib/engines/read-line";
import type { JobTools } from "@/lib/worker/jobs/job-handler";
import { isAlive } from "./processes";
import type { Begun } from "./start-training";
import { ToldLines } from "./told-lines";
import type { TrainingHome } from "./training-home";
import { TrainingTrouble } from "./trouble";

const lookMs = 500;
/** A process that is asked to end may write its checkpoint first. */
const graceMs = 60_000;
/** Of a host that is itself about to be ended: less than it is given. */
const hurriedMs = 20_000;

/** What came of a process: the model's folder below `out`, and the last figures; `stopped`: it was cut, and can go on. */
export type Followed = {
  kind: "done" | "stopped";
  folder: string;
  last: StepEvent | null;
  heldOut: Pick<EvaluationEvent, "loss" | "recall" | "mrr" | "n"> | null;
  tokens: number | null;
  seconds: number | null;
};

type Tools = Pick<JobTools, "signal" | "report" | "note"> & {
  written: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
};

/**
 * Reads what a training tells until it ends, and stores it as it comes. Cut, it ends the process with what it has learned, unless
 * somebody else looks after that now. Throws {@link TrainingTrouble} with what stopped the training.
 */
export async function followProcess(id: string, home: TrainingHome, begun: Begun, tools: Tools): Promise<Followed> {
  const lines = new ToldLines(home.folder, "said.log");
  const errors = new ToldLines(home.folder, "errors.log");
  const read = { own: createLineReader(), other: createLineReader() };
  const began = performance.now();
  const state: Followed = { kind: "stopped", folder: "", last: null, heldOut: null, tokens: null, seconds: null };
  let end: TrainingEvent | null = null;
  let tail: string[] = [];

  async function look(rest: boolean): Promise<number> {
    const said = lines.take(rest).map(read.own);
    const beside = errors.take(rest);
    tail = [...tail, ...beside].slice(-200);
    // Of our own script what goes there is for whoever looks for a fault; of others it is all they say.
    const others = begun.engine === "trl" ? [] : beside.map(read.other);
    const events = [...said, ...others].filter((event) => event !== null);
    const kept = events.filter(
      (event): event is KeptEvent => event.type !== "line" && event.type !== "done" && event.type !== "failed",
    );
    if (kept.length > 0) await tools.written((tx) => recordTraining(tx, id, kept));
    for (const event of events) {
      if (event.type === "line") await tools.note(event.text);
      if (event.type === "step") state.last = event;
      if (event.type === "evaluation")
        state.heldOut = { loss: event.loss, recall: event.recall, mrr: event.mrr, n: event.n };
      if (event.type === "done" || event.type === "failed") end = event;
    }
    lines.kept();
    errors.kept();
    if (state.last) await tools.report({ done: state.last.step, total: state.last.of, sentence: "" });
    return events.length;
  }

  const cut = new Promise<void>((resolve) => tools.signal.addEventListener("abort", () => resolve(), { once: true }));
  while (isAlive(begun.known) && !tools.signal.aborted) {
    await look(false);
    home.touch();
    if (isFailed(end)) await home.end(0);
    await Promise.race([sleep(lookMs, undefined, { ref: false }), cut]);
  }
  if (tools.signal.aborted) {
    await home.end(tools.signal.reason === "stopping" ? hurriedMs : graceMs);
    if (tools.signal.reason !== "lost") await look(true).catch(() => 0);
    return state;
  }
  while ((await look(true)) > 0);
  home.forget();
  Object.assign(state, { seconds: Math.round((performance.now() - began) / 1_000) });
  return ended(end, state, { begun, home, tail });
}

function isFailed(event: TrainingEvent | null): boolean {
  return event?.type === "failed";
}

type Ending = { begun: Begun; home: TrainingHome; tail: string[] };

/** Whether the model is there; of engines that do not say so, their folder tells. */
function ended(end: TrainingEvent | null, state: Followed, { begun, home, tail }: Ending): Followed {
  if (end?.type === "failed") throw new TrainingTrouble(end.kind, end.error);
  if (end?.type === "done") return Object.assign(state, { kind: "done", folder: end.folder });
  if (begun.engine !== "trl" && begun.child?.exitCode === 0 && existsSync(home.path("out")))
    return Object.assign(state, { kind: "done", folder: "." });
  const { fault, words } = faultOfLog(tail, {
    code: begun.child?.exitCode ?? null,
    signal: begun.child?.signalCode ?? null,
  });
  throw new TrainingTrouble(fault, words);
}

/** Takes a checkpoint away; true where it is gone. */
export function dropCheckpoint(home: Pick<TrainingHome, "path">, folder: string): boolean {
  if (!/^checkpoint-\d+$/.test(folder)) return false;
  rmSync(home.path("out", folder), { recursive: true, force: true });
  return !existsSync(home.path("out", folder));
}
