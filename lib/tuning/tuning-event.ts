import * as z from "zod";
import type { TrainingEvent } from "@/lib/domain/training-job/event";

const figure = z.coerce.number().refine(Number.isFinite).nullish().catch(null);
const metricsSchema = z.object({
  step: figure,
  total_steps: figure,
  epoch: figure,
  train_loss: figure,
  loss: figure,
  learning_rate: figure,
  valid_loss: figure,
  full_valid_loss: figure,
  eval_loss: figure,
});

const eventSchema = z.object({
  message: z.string().nullish().catch(null),
  level: z.string().nullish().catch(null),
  created_at: z.union([z.number(), z.string()]).nullish().catch(null),
  data: metricsSchema.nullish().catch(null),
});

/**
 * What an event of a server tells, in our terms: figures of a step, and else a line for the log. Servers without `data` tell the figures
 * in words ("Step 10/100: training loss=1.23, validation loss=1.40"), which are read as well.
 */
export function readTuningEvent(value: unknown): TrainingEvent[] {
  const read = eventSchema.safeParse(value);
  if (!read.success) return [];
  const { message, data } = read.data;
  const said = message ?? "";
  const figures = Object.assign(figuresIn(said), present(data ?? {}));
  const { step, of = null, loss = null, heldOut = null, epoch = null, learningRate = null } = figures;
  const events: TrainingEvent[] = [];
  if (step !== undefined && loss !== null)
    events.push({ type: "step", step, of, epoch, loss, learningRate, tokensPerSecond: null, memory: null });
  if (step !== undefined && heldOut !== null)
    events.push({ type: "evaluation", step, loss: heldOut, recall: null, mrr: null, n: null, among: null });
  if (events.length === 0 && said !== "") events.push({ type: "line", text: said });
  return events;
}

type Figures = {
  step?: number;
  of?: number | null;
  loss?: number | null;
  heldOut?: number | null;
  epoch?: number | null;
  learningRate?: number | null;
};

function present(data: z.infer<typeof metricsSchema> | Record<string, never>): Figures {
  const found: Figures = {};
  if (typeof data.step === "number") found.step = Math.max(0, Math.round(data.step));
  if (typeof data.total_steps === "number") found.of = Math.round(data.total_steps);
  const loss = data.train_loss ?? data.loss;
  if (typeof loss === "number") found.loss = loss;
  // A loss over all of the held-out part says more than one over a batch of it.
  const heldOut = data.full_valid_loss ?? data.valid_loss ?? data.eval_loss;
  if (typeof heldOut === "number") found.heldOut = heldOut;
  if (typeof data.epoch === "number") found.epoch = data.epoch;
  if (typeof data.learning_rate === "number") found.learningRate = data.learning_rate;
  return found;
}

const number = "(-?\\d+(?:\\.\\d+)?(?:e-?\\d+)?)";
const inWords = {
  step: /\bstep\s+(\d+)(?:\s*(?:\/|of)\s*(\d+))?/i,
  loss: new RegExp(`\\b(?:training|train)[ _]loss\\s*[=:]\\s*${number}`, "i"),
  heldOut: new RegExp(`\\b(?:full[ _])?(?:validation|valid|eval)[ _]loss\\s*[=:]\\s*${number}`, "i"),
};

function figuresIn(message: string): Figures {
  const found: Figures = {};
  const [, step, of] = inWords.step.exec(message) ?? [];
  if (step === undefined) return found;
  found.step = Number(step);
  if (of !== undefined) found.of = Number(of);
  const loss = inWords.loss.exec(message)?.[1];
  if (loss !== undefined) found.loss = Number(loss);
  const heldOut = inWords.heldOut.exec(message)?.[1];
  if (heldOut !== undefined) found.heldOut = Number(heldOut);
  return found;
}
