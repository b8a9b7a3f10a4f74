import { sideOf, type TrainingSpec } from "@/lib/domain/training-job/spec";
import { type Yaml, yamlOf } from "./flat-yaml";
import type { DataNames } from "./order";

const stages = { user: "sft", assistant: "sft", preference: "dpo", binary: "kto" } as const;

/** LLaMA-Factory's settings (0.9.5, its hparams): no template is named, so that it takes the chat template of the base. */
export function llamaFactorySettings(
  spec: TrainingSpec,
  data: DataNames,
  { deepspeed }: { deepspeed: boolean },
): string {
  const { base, method, target, hyper, needsGpu } = spec;
  const lora: Record<string, Yaml> =
    method.kind === "lora"
      ? { lora_rank: method.rank, lora_alpha: method.alpha, lora_dropout: method.dropout, lora_target: "all" }
      : {};
  const named: Record<string, Yaml | undefined> =
    base.kind === "hub"
      ? { model_name_or_path: base.repo, model_revision: base.revision }
      : { model_name_or_path: pathOf(base) };
  const held: Record<string, Yaml> = data.validation
    ? {
        eval_dataset: stem(data.validation),
        eval_strategy: "steps",
        eval_steps: hyper.evalEvery ?? 0.1,
        per_device_eval_batch_size: hyper.batch,
      }
    : {};
  const saved: Record<string, Yaml> =
    hyper.saveEvery === null ? { save_strategy: "epoch" } : { save_strategy: "steps", save_steps: hyper.saveEvery };
  const settings: Record<string, Yaml | undefined> = {
    ...named,
    stage: stages[target],
    do_train: true,
    finetuning_type: method.kind,
    ...lora,
    ...(target === "preference" ? { pref_beta: 0.1, pref_loss: "sigmoid" } : {}),
    dataset_dir: ".",
    dataset: stem(data.train),
    cutoff_len: hyper.maxLength,
    // A row is there for each trained turn: only its last one is learned.
    mask_history: sideOf(spec) === target ? true : undefined,
    train_on_prompt: false,
    num_train_epochs: hyper.epochs,
    max_steps: hyper.maxSteps ?? undefined,
    learning_rate: hyper.learningRate,
    per_device_train_batch_size: hyper.batch,
    gradient_accumulation_steps: hyper.accumulation,
    lr_scheduler_type: hyper.schedule,
    warmup_ratio: hyper.warmupRatio,
    weight_decay: hyper.weightDecay,
    bf16: hyper.precision === "bf16" || (hyper.precision === "auto" && needsGpu),
    seed: hyper.seed,
    ...held,
    ...saved,
    save_total_limit: hyper.keepCheckpoints,
    logging_steps: 1,
    report_to: "none",
    output_dir: "out",
    deepspeed: deepspeed ? "deepspeed.json" : undefined,
  };
  return yamlOf(
    settings,
    deepspeed
      ? "FORCE_TORCHRUN=1 llamafactory-cli train llama-factory.yaml"
      : "llamafactory-cli train llama-factory.yaml",
  );
}

export function pathOf(base: TrainingSpec["base"]): string {
  return base.kind === "folder" ? base.path : base.kind === "hub" ? base.repo : "YOUR_BASE_MODEL";
}

function stem(file: string): string {
  return file.replace(/\.\w+$/, "");
}
