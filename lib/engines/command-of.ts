import { assertNever } from "@/lib/base/assert";
import type { TrainingSpec } from "@/lib/domain/training-job/spec";

/** What the machine has that a command depends on. */
export type Cards = { gpus: number };

/** A command line as a list, run in the folder that holds the files, and what is to stand in its environment. */
export type Command = { module: string | null; args: readonly string[]; env: Readonly<Record<string, string>> };

/**
 * How an engine is started with the Python of its environment, in one process or in one for each card: TRL by accelerate with
 * FSDP, both others by their own launchers. `module` is run by `python -m`; null: args[0] is a script.
 */
export function commandOf({ engine, devices }: Pick<TrainingSpec, "engine" | "devices">, { gpus }: Cards): Command {
  const processes = Math.max(1, Math.min(devices ?? Math.max(1, gpus), Math.max(1, gpus)));
  const env: Record<string, string> = processes < gpus ? { CUDA_VISIBLE_DEVICES: firstOf(processes) } : {};
  switch (engine) {
    case "trl": {
      if (processes === 1) return { module: null, args: ["train.py", "order.json"], env };
      const launch = ["--config_file", "accelerate-fsdp.yaml", "--num_processes", String(processes)];
      return { module: "accelerate.commands.launch", args: [...launch, "train.py", "order.json"], env };
    }
    case "llama_factory":
      if (processes > 1) Object.assign(env, { FORCE_TORCHRUN: "1", NPROC_PER_NODE: String(processes) });
      return {
        module: "llamafactory.cli",
        args: ["train", processes > 1 ? "llama-factory-several.yaml" : "llama-factory.yaml"],
        env,
      };
    case "axolotl": {
      const launch = processes > 1 ? ["--num-processes", String(processes)] : [];
      return {
        module: "axolotl.cli.main",
        args: ["train", processes > 1 ? "axolotl-several.yaml" : "axolotl.yaml", ...launch],
        env: { ...env, AXOLOTL_DO_NOT_TRACK: "1" },
      };
    }
    default:
      return assertNever(engine);
  }
}

function firstOf(count: number): string {
  return Array.from({ length: count }, (_, card) => card).join(",");
}

/** The same as people type it. */
export function commandLine(command: Command): string {
  const { module, args, env } = command;
  const set = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return [...set, "python", ...(module ? ["-m", module] : []), ...args].join(" ");
}
