import type { TrainingSpec } from "@/lib/domain/training-job/spec";
import { yamlOf } from "./flat-yaml";

/** Settings of `accelerate launch` that shard the model over the cards of one machine, as the paper did (FSDP, full shard). */
export function fsdpSettings({ devices, hyper }: Pick<TrainingSpec, "devices" | "hyper">): string {
  return yamlOf(
    {
      compute_environment: "LOCAL_MACHINE",
      distributed_type: "FSDP",
      num_machines: 1,
      num_processes: devices ?? 4,
      machine_rank: 0,
      main_training_function: "main",
      mixed_precision: hyper.precision === "fp32" ? "no" : "bf16",
      use_cpu: false,
      fsdp_config: {
        fsdp_version: 2,
        fsdp_auto_wrap_policy: "TRANSFORMER_BASED_WRAP",
        fsdp_reshard_after_forward: true,
        fsdp_state_dict_type: "FULL_STATE_DICT",
        fsdp_cpu_ram_efficient_loading: true,
        fsdp_activation_checkpointing: false,
      },
    },
    "accelerate launch --config_file accelerate-fsdp.yaml train.py",
  );
}

/** DeepSpeed's second stage: moments and gradients are sharded, weights are whole on each card; sizes are the trainer's own. */
export function deepspeedSettings(): string {
  const settings = {
    train_batch_size: "auto",
    train_micro_batch_size_per_gpu: "auto",
    gradient_accumulation_steps: "auto",
    gradient_clipping: "auto",
    bf16: { enabled: "auto" },
    zero_optimization: { stage: 2, overlap_comm: true, contiguous_gradients: true, reduce_bucket_size: "auto" },
  };
  return `${JSON.stringify(settings, null, 2)}\n`;
}

/** The same for `accelerate launch`, where no trainer hands DeepSpeed's file on. */
export function deepspeedLauncher({ devices }: Pick<TrainingSpec, "devices">): string {
  return yamlOf(
    {
      compute_environment: "LOCAL_MACHINE",
      distributed_type: "DEEPSPEED",
      num_machines: 1,
      num_processes: devices ?? 4,
      machine_rank: 0,
      main_training_function: "main",
      use_cpu: false,
      deepspeed_config: { deepspeed_config_file: "deepspeed.json", zero3_init_flag: false },
    },
    "accelerate launch --config_file accelerate-deepspeed.yaml train.py",
  );
}
