import type { Engine, TrainingSpec } from "@/lib/domain/training-job/spec";
import type { Translated } from "@/lib/domain/training-job/translated";
import { engineNames } from "./engine-names";

type Asked = Pick<TrainingSpec, "engine" | "hyper" | "method" | "needsGpu" | "target">;
type Told = Pick<Translated, "field" | "setting" | "asked" | "sent"> & Partial<Pick<Translated, "words" | "isKept">>;

/** An engine's names of what is told each of them as it is; `axolotl.ts`, `llama-factory.ts` and trainer/studio/run.py write them. */
const names: Readonly<Record<"epochs" | "batch" | "maxLength" | "schedule" | "warmupRatio", Record<Engine, string>>> = {
  epochs: { trl: "num_train_epochs", llama_factory: "num_train_epochs", axolotl: "num_epochs" },
  batch: {
    trl: "per_device_train_batch_size",
    llama_factory: "per_device_train_batch_size",
    axolotl: "micro_batch_size",
  },
  maxLength: { trl: "max_length", llama_factory: "cutoff_len", axolotl: "sequence_len" },
  schedule: { trl: "lr_scheduler_type", llama_factory: "lr_scheduler_type", axolotl: "lr_scheduler" },
  // Of TRL, whose transformers is a newer one, steps below 1 are a share of all.
  warmupRatio: { trl: "warmup_steps", llama_factory: "warmup_ratio", axolotl: "warmup_ratio" },
};

/** What an engine takes of the settings of a training, and under which names: as its files say it. */
export function engineSettings({ engine, hyper, method, needsGpu, target }: Asked): Translated[] {
  const name = engineNames[engine];
  const plain = (field: keyof TrainingSpec["hyper"], setting: string, key: string): Told => ({
    field: `hyper.${field}`,
    setting,
    asked: `${hyper[field]}`,
    sent: `${key} ${hyper[field]}`,
  });
  const epochs = Math.max(1, Math.ceil(hyper.epochs));
  const isRounded = engine === "axolotl" && epochs !== hyper.epochs;
  const told: Told[] = [
    isRounded
      ? {
          field: "hyper.epochs",
          setting: "Epochs",
          asked: `${hyper.epochs}`,
          sent: `num_epochs ${epochs}`,
          words: "Axolotl trains whole epochs alone: rounded up. Steps at most cut them where that is too much.",
          isKept: false,
        }
      : plain("epochs", "Epochs", names.epochs[engine]),
    ...(hyper.maxSteps === null ? [] : [plain("maxSteps", "Steps at most", "max_steps")]),
    plain("learningRate", "Learning rate", "learning_rate"),
    plain("batch", "Rows at once", names.batch[engine]),
    plain("accumulation", "Batches per step", "gradient_accumulation_steps"),
    plain("maxLength", "Length", names.maxLength[engine]),
    plain("warmupRatio", "Warm-up", names.warmupRatio[engine]),
    plain("weightDecay", "Weight decay", "weight_decay"),
    plain("schedule", "Schedule", names.schedule[engine]),
    plain("seed", "Seed", "seed"),
    {
      field: "hyper.evalEvery",
      setting: "Looks",
      asked: hyper.evalEvery === null ? "ten times" : `every ${hyper.evalEvery} steps`,
      sent: `eval_steps ${hyper.evalEvery ?? 0.1}`,
      ...(engine !== "trl" && {
        words: `${name} looks at a part that is held out, and says no samples: only TRL under the studio's own script does.`,
        isKept: false,
      }),
    },
    {
      field: "hyper.saveEvery",
      setting: "Checkpoints",
      asked: hyper.saveEvery === null ? "each epoch" : `every ${hyper.saveEvery} steps`,
      sent: savedEvery(engine, hyper.saveEvery),
    },
    plain("keepCheckpoints", "Checkpoints kept", "save_total_limit"),
    {
      field: "hyper.precision",
      setting: "Precision",
      asked: hyper.precision,
      ...precisionAt(engine, hyper.precision, needsGpu),
    },
    { field: "method.kind", setting: "Method", ...methodAt(engine, method) },
  ];
  if (target === "preference") told.push({ field: "target", setting: "Preference", asked: "DPO", sent: dpoOf[engine] });
  return told.map((one) => Object.assign({ words: "", isKept: true }, one));
}

const dpoOf: Readonly<Record<Engine, string>> = {
  trl: "DPOTrainer",
  llama_factory: "stage dpo, pref_beta 0.1",
  axolotl: "rl dpo, rl_beta 0.1",
};

function savedEvery(engine: Engine, every: number | null): string {
  if (every !== null) return `save_steps ${every}`;
  return engine === "axolotl" ? "saves_per_epoch 1" : "save_strategy epoch";
}

/** LLaMA-Factory is told at once which it is; the others find out on the machine that trains. */
function precisionAt(
  engine: Engine,
  asked: TrainingSpec["hyper"]["precision"],
  needsGpu: boolean,
): Pick<Told, "sent" | "words" | "isKept"> {
  if (asked !== "auto") return { sent: `bf16 ${asked === "bf16"}` };
  if (engine !== "llama_factory") return { sent: "bf16 auto", words: "bf16 where the device has it, else fp32." };
  const words = needsGpu
    ? "bf16, since a GPU must be there."
    : "fp32, since it may be trained on a CPU. Ask for a GPU, or for bf16, where there is one.";
  return { sent: `bf16 ${needsGpu}`, words, isKept: needsGpu };
}

function methodAt(engine: Engine, method: TrainingSpec["method"]): Pick<Told, "asked" | "sent"> {
  const isLlama = engine === "llama_factory";
  if (method.kind === "full") return { asked: "all weights", sent: isLlama ? "finetuning_type full" : "no adapter" };
  const [r, kind] = isLlama
    ? ["lora_rank", "finetuning_type lora"]
    : [engine === "trl" ? "r" : "lora_r", "adapter lora"];
  const { rank, alpha, dropout } = method;
  return {
    asked: `LoRA of rank ${rank}`,
    sent: `${kind}, ${r} ${rank}, lora_alpha ${alpha}, lora_dropout ${dropout}`,
  };
}
