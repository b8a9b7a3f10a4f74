import { defaultSystem } from "@/lib/domain/default-system";
import { endOfDialogue } from "@/lib/domain/end-of-dialogue";
import { learnsItsEnd, sideOf, type TrainingSpec } from "@/lib/domain/training-job/spec";

/** The file names of an engine's data; null where nothing is held out. */
export type DataNames = { train: string; validation: string | null };

/** What `trainer/train.py` is told, as the file order.json (its own words: trainer/studio/order.py). */
export type Order = {
  kind: "realchat-training/1";
  target: TrainingSpec["target"];
  side: "user" | "assistant";
  template: "chat" | "dyadic";
  base: TrainingSpec["base"];
  method: TrainingSpec["method"];
  device: "auto" | "cuda";
  endToken: string | null;
  /** The system text of rows that bring none: what a run shows a model for which it has none of its own. */
  system: string | null;
  output: "out";
} & DataNames &
  TrainingSpec["hyper"];

/** Orders the very same training from the same specification. */
export function orderOf(spec: TrainingSpec, data: DataNames): Order {
  const { target, template, base, method, needsGpu, hyper } = spec;
  const about = { kind: "realchat-training/1", target, side: sideOf(spec), template, base, method } as const;
  const device = needsGpu ? "cuda" : "auto";
  const endToken = learnsItsEnd(spec) ? endOfDialogue : null;
  const system = template === "chat" ? defaultSystem[sideOf(spec)] : null;
  return Object.assign({}, about, { device, endToken, system, output: "out" } as const, data, hyper);
}
