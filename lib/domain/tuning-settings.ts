import type { TrainingSpec } from "./training-job/spec";
import type { TuningDialect } from "./tuning-dialects";

/** A setting as it was asked for and as a server is told it; `sent` null: it is not told, and does as it likes. */
export type Translated = { setting: string; asked: string; sent: string | null; words: string };

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
  const say = (setting: string, asked: string | number, to: Record<string, number | string | boolean>, words = "") => {
    Object.assign(sent, to);
    const told = Object.entries(to).map(([name, value]) => `${name} ${value}`);
    translated.push({ setting, asked: String(asked), sent: told.length > 0 ? told.join(", ") : null, words });
  };
  const keep = (setting: string, asked: string | number, words = "The server chooses it itself.") =>
    say(setting, asked, {}, words);
  const reads = (one: TuningDialect["reads"][number]) => dialect.reads.includes(one);

  const epochs = Math.max(1, Math.round(hyper.epochs));
  say("Epochs", hyper.epochs, { n_epochs: epochs }, epochs === hyper.epochs ? "" : "Servers train whole epochs alone.");
  const batch = hyper.batch * hyper.accumulation;
  say("Batch", `${hyper.batch} × ${hyper.accumulation}`, { batch_size: batch }, "Rows before the weights change.");
  sayRate(say, hyper.learningRate, dialect, baseRate);
  if (reads("warmup")) say("Warm-up", hyper.warmupRatio, { warmup_ratio: hyper.warmupRatio });
  else keep("Warm-up", hyper.warmupRatio);
  if (reads("weight_decay")) say("Weight decay", hyper.weightDecay, { weight_decay: hyper.weightDecay });
  else keep("Weight decay", hyper.weightDecay);
  if (reads("max_length")) say("Context length", hyper.maxLength, { context_length: hyper.maxLength });
  else keep("Context length", hyper.maxLength);
  keep("Schedule", hyper.schedule);
  keep("Checkpoints and samples", "as set", "The server makes checkpoints as it likes, and no samples.");
  if (hyper.maxSteps !== null) keep("At most so many steps", hyper.maxSteps, "It ends after all epochs.");
  sayMethod({ say, keep }, method, dialect);
  if (target === "preference") keep("Preference", "DPO", "Its own settings of DPO are the server's.");
  return { hyperparameters: sent, translated };
}

type Say = (
  setting: string,
  asked: string | number,
  to: Record<string, number | string | boolean>,
  words?: string,
) => void;
type Keep = (setting: string, asked: string | number, words?: string) => void;

function sayRate(say: Say, rate: number, dialect: TuningDialect, baseRate: number | null): void {
  if (dialect.rate.kind === "as_is") {
    // Its reference has the one name, its examples the other.
    const words = "This server takes the rate as it is, under either name.";
    say("Learning rate", rate, { learning_rate: rate, learning_rate_multiplier: rate }, words);
    return;
  }
  const base = baseRate ?? dialect.rate.base;
  if (base === null) {
    const words = `${dialect.name} multiplies a rate of its own that it does not tell, so it is left to choose. Enter that rate at the place, where you know it.`;
    say("Learning rate", rate, { learning_rate_multiplier: "auto" }, words);
    return;
  }
  const times = figure(rate / base);
  say(
    "Learning rate",
    rate,
    { learning_rate_multiplier: times },
    `${rate} is ${times} times the ${base} of this server.`,
  );
}

function sayMethod({ say, keep }: { say: Say; keep: Keep }, method: Asked["method"], dialect: TuningDialect): void {
  const asked = method.kind === "full" ? "all weights" : `LoRA of rank ${method.rank}`;
  if (!dialect.reads.includes("lora")) keep("Method", asked, "Adapters or all weights is the server's choice.");
  else if (method.kind === "full") say("Method", asked, { lora: false });
  else {
    const { rank, alpha, dropout } = method;
    say("Method", asked, { lora: true, lora_r: rank, lora_alpha: alpha, lora_dropout: dropout });
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
