import type { TrainingSpec } from "./training-job/spec";
import type { Translated } from "./training-job/translated";
import type { TuningDialect } from "./tuning-dialects";

export type TuningSettings = {
  /** What is sent, under the server's names. */
  hyperparameters: Readonly<Record<string, number | string | boolean>>;
  /** All settings, for people to see before it begins. */
  translated: readonly Translated[];
};

type Asked = Pick<TrainingSpec, "hyper" | "method" | "target">;

/** In so many digits two numbers are the same to any trainer. */
const figure = (value: number) => Number(value.toPrecision(6));

/**
 * Hyper-parameters in real units as a server wants them. `baseRate`: the learning rate that it multiplies, where a person knows it
 * better than its dialect does.
 */
export function tuningSettings(
  { hyper, method, target }: Asked,
  dialect: TuningDialect,
  baseRate: number | null,
): TuningSettings {
  const sent: Record<string, number | string | boolean> = {};
  const translated: Translated[] = [];
  const say: Say = (field, asked, to, { words = "", isKept = true } = {}) => {
    Object.assign(sent, to);
    const told = Object.entries(to).map(([name, value]) => `${name} ${value}`);
    const setting = names[field];
    translated.push({ field, setting, asked: String(asked), sent: told.join(", ") || null, words, isKept });
  };
  const keep: Keep = (field, asked, words = "The server chooses it itself.") =>
    say(field, asked, {}, { words, isKept: false });
  const reads = (one: TuningDialect["reads"][number]) => dialect.reads.includes(one);

  const epochs = Math.max(1, Math.round(hyper.epochs));
  const isWhole = epochs === hyper.epochs;
  say("hyper.epochs", hyper.epochs, { n_epochs: epochs }, isWhole ? {} : { words: wholeEpochs, isKept: false });
  if (hyper.maxSteps !== null) keep("hyper.maxSteps", hyper.maxSteps, "It ends after all epochs.");
  sayRate(say, hyper.learningRate, dialect, baseRate);
  const batch = hyper.batch * hyper.accumulation;
  const words = "Rows before the weights change: those at once, times the batches of a step.";
  say("hyper.batch", `${hyper.batch} × ${hyper.accumulation}`, { batch_size: batch }, { words });
  if (reads("max_length")) say("hyper.maxLength", hyper.maxLength, { context_length: hyper.maxLength });
  else keep("hyper.maxLength", hyper.maxLength);
  if (reads("warmup")) say("hyper.warmupRatio", hyper.warmupRatio, { warmup_ratio: hyper.warmupRatio });
  else keep("hyper.warmupRatio", hyper.warmupRatio);
  if (reads("weight_decay")) say("hyper.weightDecay", hyper.weightDecay, { weight_decay: hyper.weightDecay });
  else keep("hyper.weightDecay", hyper.weightDecay);
  keep("hyper.schedule", hyper.schedule);
  keep(
    "hyper.evalEvery",
    hyper.evalEvery ?? "ten times",
    "Where a part is held out it looks as often as it likes, and says no samples.",
  );
  keep("hyper.saveEvery", hyper.saveEvery ?? "each epoch", "The server makes checkpoints as it likes.");
  sayMethod({ say, keep }, method, dialect);
  if (target === "preference") keep("target", "DPO", "Its own settings of DPO are the server's.");
  return { hyperparameters: sent, translated };
}

const wholeEpochs = "Servers train whole epochs alone.";

/** By what people know the settings, by where they stand. */
const names = {
  "hyper.epochs": "Epochs",
  "hyper.maxSteps": "Steps at most",
  "hyper.learningRate": "Learning rate",
  "hyper.batch": "Batch",
  "hyper.maxLength": "Length",
  "hyper.warmupRatio": "Warm-up",
  "hyper.weightDecay": "Weight decay",
  "hyper.schedule": "Schedule",
  "hyper.evalEvery": "Looks",
  "hyper.saveEvery": "Checkpoints",
  "method.kind": "Method",
  target: "Preference",
} as const;
type Field = keyof typeof names;

type Said = Partial<Pick<Translated, "words" | "isKept">>;
type Say = (field: Field, asked: string | number, to: Record<string, number | string | boolean>, said?: Said) => void;
type Keep = (field: Field, asked: string | number, words?: string) => void;

function sayRate(say: Say, rate: number, dialect: TuningDialect, baseRate: number | null): void {
  if (dialect.rate.kind === "as_is") {
    // Its reference has the one name, its examples the other.
    const words = "This server takes the rate as it is, under either name.";
    say("hyper.learningRate", rate, { learning_rate: rate, learning_rate_multiplier: rate }, { words });
    return;
  }
  const base = baseRate ?? dialect.rate.base;
  if (base === null) {
    const words = `${dialect.name} multiplies a rate of its own that it does not tell, so it is left to choose. Enter that rate at the place, where you know it.`;
    say("hyper.learningRate", rate, { learning_rate_multiplier: "auto" }, { words, isKept: false });
    return;
  }
  const times = figure(rate / base);
  const words = `${rate} is ${times} times the ${base} of this server.`;
  say("hyper.learningRate", rate, { learning_rate_multiplier: times }, { words });
}

function sayMethod({ say, keep }: { say: Say; keep: Keep }, method: Asked["method"], dialect: TuningDialect): void {
  const asked = method.kind === "full" ? "all weights" : `LoRA of rank ${method.rank}`;
  if (!dialect.reads.includes("lora")) keep("method.kind", asked, "Adapters or all weights is the server's choice.");
  else if (method.kind === "full") say("method.kind", asked, { lora: false });
  else {
    const { rank, alpha, dropout } = method;
    say("method.kind", asked, { lora: true, lora_r: rank, lora_alpha: alpha, lora_dropout: dropout });
  }
}

/** Letters, digits and hyphens, with an end that no other job has. */
export function suffixOf(name: string, id: string, { mostSuffix }: Pick<TuningDialect, "mostSuffix">): string {
  const end = id.slice(-6);
  const words = name
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^a-z\d]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, mostSuffix - end.length - 1)
    .replace(/-+$/, "");
  return words === "" ? end : `${words}-${end}`;
}

type Order = Asked & Pick<TrainingSpec, "name" | "base"> & { id: string };
type Files = { trainingFile: string; validationFile: string | null };

/** What is sent to begin a job. `id`: of the training, by which its job is known again. */
export function tuningOrder(
  order: Order,
  files: Files,
  dialect: TuningDialect,
  baseRate: number | null,
): Record<string, unknown> {
  const { hyperparameters } = tuningSettings(order, dialect, baseRate);
  const type = order.target === "preference" ? "dpo" : "supervised";
  const isWithin = dialect.settingsIn === "method" || type === "dpo";
  const body: Record<string, unknown> = {
    model: order.base.kind === "upstream" ? order.base.model : "",
    training_file: files.trainingFile,
    suffix: suffixOf(order.name, order.id, dialect),
  };
  if (files.validationFile !== null) body.validation_file = files.validationFile;
  if (dialect.reads.includes("seed")) body.seed = order.hyper.seed;
  if (dialect.metadata) body.metadata = { realchat_training: order.id };
  if (isWithin) body.method = { type, [type]: { hyperparameters } };
  else body.hyperparameters = hyperparameters;
  return body;
}
