import type { TrainingSpec } from "@/lib/domain/training-job/spec";
import { type Yaml, yamlOf } from "./flat-yaml";
import { pathOf } from "./llama-factory";
import type { DataNames } from "./order";

/**
 * Axolotl's settings (0.19, its schemas). What is trained is marked on each message: by `train` for the assistant's side; for a
 * simulator, whose rows have the sides changed over, by the `weight` of OpenAI style rows, which Axolotl takes for the same.
 */
export function axolotlSettings(spec: TrainingSpec, data: DataNames, { deepspeed }: { deepspeed: boolean }): string {
  const { base, method, hyper, needsGpu } = spec;
  const lora: Record<string, Yaml> =
    method.kind === "lora"
      ? {
          adapter: "lora",
          lora_r: method.rank,
          lora_alpha: method.alpha,
          lora_dropout: method.dropout,
          lora_target_linear: true,
        }
      : {};
  const held: Record<string, Yaml> = data.validation
    ? {
        test_datasets: [dataSet(spec, data.validation)],
        eval_steps: hyper.evalEvery ?? 0.1,
        eval_batch_size: hyper.batch,
      }
    : { val_set_size: 0 };
  const settings: Record<string, Yaml | undefined> = {
    base_model: pathOf(base),
    revision_of_model: base.kind === "hub" ? base.revision : undefined,
    ...lora,
    ...(spec.target === "preference" ? { rl: "dpo", rl_beta: 0.1 } : {}),
    datasets: [dataSet(spec, data.train)],
    ...held,
    sequence_len: hyper.maxLength,
    micro_batch_size: hyper.batch,
    gradient_accumulation_steps: hyper.accumulation,
    num_epochs: Math.max(1, Math.ceil(hyper.epochs)),
    max_steps: hyper.maxSteps ?? undefined,
    learning_rate: hyper.learningRate,
    optimizer: "adamw_torch",
    lr_scheduler: hyper.schedule,
    warmup_ratio: hyper.warmupRatio,
    weight_decay: hyper.weightDecay,
    bf16: hyper.precision === "bf16" ? true : hyper.precision === "fp32" ? false : "auto",
    gradient_checkpointing: needsGpu ? true : undefined,
    seed: hyper.seed,
    ...(hyper.saveEvery === null ? { saves_per_epoch: 1 } : { save_steps: hyper.saveEvery }),
    save_total_limit: hyper.keepCheckpoints,
    logging_steps: 1,
    output_dir: "out",
    dataset_prepared_path: "prepared",
    deepspeed: deepspeed ? "deepspeed.json" : undefined,
  };
  return yamlOf(settings, "axolotl train axolotl.yaml");
}

function dataSet({ target }: TrainingSpec, path: string): { [key: string]: Yaml } {
  const read = { path, ds_type: "json", chat_template: "tokenizer_default", field_messages: "messages" };
  const mapped = { message_property_mappings: { role: "role", content: "content" } };
  if (target === "preference")
    return {
      ...read,
      ...mapped,
      split: "train",
      type: "chat_template.default",
      field_chosen: "chosen",
      field_rejected: "rejected",
    };
  // Nothing is trained for its role: each message says it.
  const marked = {
    roles_to_train: [],
    message_field_training: target === "user" ? "weight" : "train",
    train_on_eos: "turn",
  };
  return { ...read, ...mapped, ...marked, type: "chat_template" };
}
