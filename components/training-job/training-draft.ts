import type { InputOf } from "@/lib/contract/endpoints";
import type { Engine, TrainingPreset, TrainingTarget, TrainingWay } from "@/lib/domain/training-job/spec";

export type TrainingBody = InputOf<"createTraining">["body"];

/** A training as it is chosen: numbers are text until they are sent. */
export type TrainingDraft = {
  preset: TrainingPreset;
  name: string;
  snapshotId: string;
  /** What is mixed with it, each with its weight; empty: that snapshot alone. */
  mixedId: string;
  weight: string;
  mixedWeight: string;
  size: string;
  splitId: string;
  target: TrainingTarget;
  side: "user" | "assistant";
  way: TrainingWay;
  placeId: string;
  engine: Engine;
  baseKind: "folder" | "hub";
  base: string;
  revision: string;
  method: "full" | "lora";
  rank: string;
  alpha: string;
  dropout: string;
  needsGpu: boolean;
  devices: string;
  hyper: HyperDraft;
};

/** In the order of the form. */
export const hyperFields = [
  "epochs",
  "maxSteps",
  "learningRate",
  "batch",
  "accumulation",
  "maxLength",
  "warmupRatio",
  "weightDecay",
  "seed",
  "evalEvery",
  "saveEvery",
  "keepCheckpoints",
] as const;
export type HyperField = (typeof hyperFields)[number];
export type HyperDraft = Record<HyperField, string> & {
  schedule: "cosine" | "linear" | "constant";
  precision: "auto" | "bf16" | "fp32";
};

/** The paper's (PlatoLM, sft_7b.sh). */
const papers: HyperDraft = {
  epochs: "3",
  maxSteps: "",
  learningRate: "0.00002",
  batch: "4",
  accumulation: "8",
  maxLength: "2048",
  warmupRatio: "0.03",
  weightDecay: "0",
  seed: "125",
  evalEvery: "",
  saveEvery: "",
  keepCheckpoints: "3",
  schedule: "cosine",
  precision: "auto",
};

export const usualTraining: TrainingDraft = {
  preset: "usergpt",
  name: "",
  snapshotId: "",
  mixedId: "",
  weight: "1",
  mixedWeight: "1",
  size: "",
  splitId: "",
  target: "user",
  side: "assistant",
  way: "embedded",
  placeId: "",
  engine: "trl",
  baseKind: "folder",
  base: "",
  revision: "main",
  method: "full",
  rank: "16",
  alpha: "32",
  dropout: "0.05",
  needsGpu: false,
  devices: "",
  hyper: papers,
};

/** What a preset stands for: whom it teaches, and the paper's rates and lengths. */
export function withPreset(preset: TrainingPreset): Partial<TrainingDraft> {
  if (preset === "own") return { preset };
  return { preset, target: preset === "realm" ? "assistant" : "user", hyper: papers, method: "full" };
}

const optional: ReadonlySet<HyperField> = new Set(["maxSteps", "evalEvery", "saveEvery"]);

/** What cannot be sent, by the field that it stands in. */
export function faultsOfTraining(draft: TrainingDraft): Record<string, string> {
  const faults: Record<string, string> = {};
  if (draft.snapshotId === "") faults["parts.0.snapshotId"] = "Choose a snapshot";
  if (draft.size.trim() !== "" && !(Number.isInteger(Number(draft.size)) && Number(draft.size) > 0))
    faults["subset.size"] = "A whole number above 0, or nothing for all";
  if (isOfFolder(draft.way) && draft.base.trim() === "") faults["base.path"] = "Name the base model";
  if (draft.way === "fine_tuning" && draft.base.trim() === "") faults["base.path"] = "As the server calls it";
  if ((draft.way === "ray" || draft.way === "fine_tuning") && draft.placeId === "") faults.placeId = "Choose where";
  if (draft.way === "embedded") return faults;
  for (const field of hyperFields) {
    const text = draft.hyper[field].trim();
    const isMissing = text === "" && !optional.has(field);
    if (isMissing || Number.isNaN(Number(text))) faults[`hyper.${field}`] = "A number";
  }
  return faults;
}

/** Ways that begin from a model folder, or a repository of a hub. */
export function isOfFolder(way: TrainingWay): boolean {
  return way === "studio" || way === "ray" || way === "bundle";
}

/** What is sent. */
export function bodyOfTraining(draft: TrainingDraft): TrainingBody {
  const { way, snapshotId, mixedId, weight, mixedWeight, size, splitId, target, side, preset } = draft;
  const isMixed = mixedId !== "" && mixedId !== snapshotId;
  const parts = isMixed
    ? [
        { snapshotId, weight: Number(weight) || 1 },
        { snapshotId: mixedId, weight: Number(mixedWeight) || 1 },
      ]
    : [{ snapshotId }];
  return {
    name: draft.name,
    preset,
    way,
    placeId: way === "ray" || way === "fine_tuning" ? draft.placeId || null : null,
    parts,
    subset: size.trim() === "" ? null : { size: Number(size), seed: 125 },
    splitId: splitId || null,
    target,
    side,
    base: baseOf(draft),
    method:
      draft.method === "lora" && way !== "embedded"
        ? { kind: "lora", rank: Number(draft.rank), alpha: Number(draft.alpha), dropout: Number(draft.dropout) }
        : { kind: "full" },
    engine: draft.engine,
    needsGpu: draft.needsGpu,
    devices: draft.devices.trim() === "" ? null : Number(draft.devices),
    hyper: way === "embedded" ? { seed: Number(draft.hyper.seed) } : hyperOf(draft.hyper),
  };
}

function baseOf({ way, base, baseKind, revision }: TrainingDraft): TrainingBody["base"] {
  if (way === "embedded") return { kind: "embedded" };
  if (way === "fine_tuning") return { kind: "upstream", model: base };
  return baseKind === "folder" ? { kind: "folder", path: base } : { kind: "hub", repo: base, revision };
}

function hyperOf({ schedule, precision, ...numbers }: HyperDraft): TrainingBody["hyper"] {
  const told = hyperFields.map((field) => {
    const text = numbers[field].trim();
    return [field, text === "" ? null : Number(text)];
  });
  return Object.assign(Object.fromEntries(told), { schedule, precision });
}
