import type { Engine } from "@/lib/domain/training-job/spec";

/** Engines as their people write them. */
export const engineNames: Readonly<Record<Engine, string>> = {
  trl: "TRL",
  llama_factory: "LLaMA-Factory",
  axolotl: "Axolotl",
};
