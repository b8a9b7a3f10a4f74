import type { TrainedEntry } from "@/lib/data/training/training-course";
import type { TrainingTask } from "@/lib/data/training/training-jobs";
import type { EvaluationEvent, KeptEvent } from "@/lib/domain/training-job/event";
import { sideOf } from "@/lib/domain/training-job/spec";
import { trainingOutcomeSchema } from "@/lib/domain/training-job/training-job";
import type { CorpusDialogue } from "@/lib/models/embedded/corpus";
import { weightsOf } from "@/lib/models/embedded/embedded-model";
import { nextTurnRecall } from "@/lib/models/embedded/next-turn-recall";
import { trainInSteps } from "@/lib/models/embedded/train";
import { inSlices } from "../in-slices";
import { dialoguesOfPlan, inDrawnOrder } from "./dialogues-of-plan";
import { openingsOf, samplesOf } from "./openings-of";
import type { TrainingLook, TrainingTools } from "./training-way";

/** As many looks as a curve needs; the first is before anything was learned. */
const looks = 10;
const nothingHeldOut = "Nothing could be held out, or nothing to choose between: no figure tells how well it does.";

/**
 * Trains the studio's own small model, in slices, in the worker: at each step it has learned so many tenths of the dialogues, in
 * the order that the seed gives, and is asked what comes next in dialogues that it never learns. What it has learned is not
 * stored: `learnedOf` has it learn the same again where it is asked.
 */
export async function trainEmbedded(task: TrainingTask, tools: TrainingTools): Promise<TrainingLook> {
  const { spec, plan } = task;
  const side = sideOf(spec);
  const rest = async (workedMs: number) => {
    tools.signal.throwIfAborted();
    await tools.rest(workedMs);
  };
  const { seed } = spec.hyper;
  await tools.enter("preparing");
  const [learned, heldOut] = [await dialoguesOfPlan(plan, "train"), await heldOutOf(plan)];
  const taught = learned.some(({ turns }) => turns.some((turn) => turn.speaker === side && !turn.isMasked));
  if (!taught) return { kind: "failed", fault: "data", error: emptySide(side) };
  const order = inDrawnOrder(learned, seed);
  const openings = openingsOf(heldOut.length > 0 ? heldOut : order, side, seed);
  await tools.enter("running");
  const began = performance.now();
  let last: EvaluationEvent | null = null;
  for (let step = 0; step <= looks; step++) {
    tools.signal.throwIfAborted();
    const dialogues = order.slice(0, Math.ceil((order.length * step) / looks));
    const weights = step === 0 ? weightsOf(side) : await inSlices(trainInSteps(dialogues, side), rest);
    const recall = await inSlices(nextTurnRecall(weights, heldOut, seed), rest);
    last = recall && evaluationOf(step, recall);
    const told: KeptEvent[] = [...samplesOf(weights, openings, { step, seed }), ...(last ? [last] : [])];
    if (step > 0) told.push(stepOf(step));
    await tools.record(told);
    await tools.report({
      done: step,
      total: looks,
      sentence: `Learned ${dialogues.length} of ${order.length} dialogues`,
    });
  }
  const seconds = (performance.now() - began) / 1_000;
  const note = last === null ? nothingHeldOut : "";
  const outcome = trainingOutcomeSchema.parse({ steps: looks, seconds, cost: 0, heldOut: last, note });
  return { kind: "done", outcome, entry: entryOf(task, side) };
}

async function heldOutOf(plan: TrainingTask["plan"]): Promise<CorpusDialogue[]> {
  const part = plan.some((one) => one.part === "validation") ? "validation" : "test";
  return dialoguesOfPlan(plan, part);
}

function evaluationOf(
  step: number,
  { mrr, n, among, ...recall }: { at1: number; at5: number; at10: number; mrr: number; n: number; among: number },
): EvaluationEvent {
  return { type: "evaluation", step, loss: null, recall, mrr, n, among };
}

function stepOf(step: number): KeptEvent {
  const untold = { loss: null, learningRate: null, tokensPerSecond: null, memory: null };
  return Object.assign({ type: "step" as const, step, of: looks, epoch: step / looks }, untold);
}

function entryOf({ name }: TrainingTask, side: "user" | "assistant"): TrainedEntry {
  const where = {
    kind: "embedded" as const,
    baseUrl: "http://embedded.invalid/v1",
    upstreamModel: `embedded-${side}-trained`,
  };
  return Object.assign(where, { name, trainedOn: side, rendering: "chat" as const, contextWindow: 8_192 });
}

function emptySide(side: "user" | "assistant"): string {
  return `None of these dialogues has a turn of the ${side} that is trained on. Choose the other side, or dialogues whose turns are not all masked.`;
}
