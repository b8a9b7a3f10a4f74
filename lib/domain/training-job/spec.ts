import * as z from "zod";
import { speakerSchema } from "../dialogue";
import { renderingSchema } from "../model";
import { idOf } from "../reference";
import { type Recipe, recipeSchema, type TrainerId } from "../training/recipe";
import { drawSeedSchema, usualSeed } from "../training/seeded-order";

/**
 * Who trains: the studio's own trainer host, a Ray cluster, a server with OpenAI's fine-tuning API, somebody by hand with an
 * archive of all that is needed, or the studio's own small model in the worker itself.
 */
export const trainingWaySchema = z.enum(["studio", "ray", "fine_tuning", "bundle", "embedded"]);
export type TrainingWay = z.infer<typeof trainingWaySchema>;

/** Whose turns carry loss, or what people preferred. */
export const trainingTargetSchema = z.enum(["user", "assistant", "preference", "binary"]);
export type TrainingTarget = z.infer<typeof trainingTargetSchema>;

/** UserGPT and ReaLM as in the paper; UserLM: intent in the system text, and an end token that is learned. */
export const trainingPresetSchema = z.enum(["usergpt", "realm", "userlm", "own"]);
export type TrainingPreset = z.infer<typeof trainingPresetSchema>;

/** The program that trains, where a process of its own does. */
export const engineSchema = z.enum(["trl", "llama_factory", "axolotl"]);
export type Engine = z.infer<typeof engineSchema>;

const path = z.string().trim().min(1, "Name it").max(500);

export const baseSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("embedded") }),
  /** A model folder, as the machine that trains sees it. */
  z.strictObject({ kind: z.literal("folder"), path }),
  z.strictObject({ kind: z.literal("hub"), repo: path, revision: z.string().trim().max(200).default("main") }),
  /** A model as a fine-tuning server calls it. */
  z.strictObject({ kind: z.literal("upstream"), model: path }),
]);
export type Base = z.infer<typeof baseSchema>;

export const methodSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("full") }),
  z.strictObject({
    kind: z.literal("lora"),
    rank: z.number().int().min(1).max(1_024).default(16),
    alpha: z.number().positive().max(4_096).default(32),
    dropout: z.number().min(0).max(0.9).default(0.05),
  }),
]);
export type Method = z.infer<typeof methodSchema>;

const steps = z.number().int().min(1).max(10_000_000);

/** In real units; what a server wants otherwise is translated for it. The defaults are the paper's (docs/method.md#next-turn-recall). */
export const hyperSchema = z.strictObject({
  epochs: z.number().positive().max(1_000).default(3),
  /** Ends it earlier; null = after all epochs. */
  maxSteps: steps.nullable().default(null),
  learningRate: z.number().positive("Above 0").max(1, "At most 1").default(2e-5),
  /** Rows at once on each device. */
  batch: z.number().int().min(1).max(4_096).default(4),
  /** Batches before the weights change. */
  accumulation: z.number().int().min(1).max(4_096).default(8),
  schedule: z.enum(["cosine", "linear", "constant"]).default("cosine"),
  warmupRatio: z.number().min(0).max(1).default(0.03),
  weightDecay: z.number().min(0).max(1).default(0),
  /** In tokens. */
  maxLength: z.number().int().min(64, "At least 64").max(1_048_576).default(2_048),
  precision: z.enum(["auto", "bf16", "fp32"]).default("auto"),
  seed: drawSeedSchema.default(usualSeed),
  /** Steps between two looks at the held-out part, and two samples; null = ten times in all. */
  evalEvery: steps.nullable().default(null),
  /** Steps between two checkpoints; null = after each epoch. */
  saveEvery: steps.nullable().default(null),
  keepCheckpoints: z.number().int().min(1).max(100).default(3),
});
export type Hyper = z.infer<typeof hyperSchema>;

const { parts, subset, splitId, signals, tokenizerId, leftOut } = recipeSchema.shape;

/** What a team asks to be trained, and how. */
export const trainingSpecSchema = z.strictObject({
  name: z.string().trim().min(1, "Give it a name").max(120),
  preset: trainingPresetSchema.default("own"),
  way: trainingWaySchema,
  /** A Ray cluster or a fine-tuning server; null for all other ways. */
  placeId: idOf("trainingPlace", z.string().max(60)).nullable().default(null),
  parts,
  subset,
  splitId,
  target: trainingTargetSchema,
  /** Whose turns are preferred, or good. */
  side: speakerSchema.default("assistant"),
  signals,
  tokenizerId,
  leftOut,
  base: baseSchema,
  /** How a dialogue is written for the model: by the chat template of the base, or by the paper's (docs/method.md#the-template). */
  template: renderingSchema.default("chat"),
  method: methodSchema.default({ kind: "full" }),
  engine: engineSchema.default("trl"),
  /** How many devices it is to use; null = all that the machine has. */
  devices: z.number().int().min(1).max(64).nullable().default(null),
  /** A GPU must be there: without one it is refused rather than trained on the CPU. */
  needsGpu: z.boolean().default(false),
  hyper: hyperSchema.prefault({}),
});
export type TrainingSpec = z.infer<typeof trainingSpecSchema>;

/** What a dialogue teaches: one side of it. */
export function sideOf({ target, side }: Pick<TrainingSpec, "target" | "side">): "user" | "assistant" {
  return target === "user" || target === "assistant" ? target : side;
}

/**
 * In whose dialect the files of a job are written; null where none are: the embedded way reads the snapshot itself. Rows in the
 * paper's template are its own trainer's. A simulator speaks as `assistant` when it is asked, so that Axolotl, which would train
 * the user's side under its own name, is given rows in OpenAI's style, with the sides changed over.
 */
export function trainerOf({
  way,
  engine,
  template,
  target,
}: Pick<TrainingSpec, "way" | "engine" | "template" | "target">): TrainerId | null {
  if (way === "embedded") return null;
  if (way === "fine_tuning") return "openai";
  if (engine === "trl" && template === "dyadic" && (target === "user" || target === "assistant")) return "platolm";
  return engine === "axolotl" && target === "user" ? "openai" : engine;
}

/** The recipe of its files; of the embedded way, in TRL's dialect, which cuts and drops nothing that it would not. */
export function recipeOf(spec: TrainingSpec, options: Recipe["options"] = {}): Recipe {
  const { parts, subset, splitId, target, side, signals, tokenizerId, leftOut } = spec;
  const trainer = trainerOf(spec) ?? "trl";
  const container = null;
  const reasoning = "drop" as const;
  const chosen = { parts, subset, splitId, target, side, signals, tokenizerId, leftOut };
  const ends = learnsItsEnd(spec) ? { ends: "mark" } : {};
  return Object.assign(chosen, { trainer, container, reasoning, options: Object.assign(ends, options) });
}

/** Whether a simulator is taught to end a dialogue with a token of its own, as UserLM does. */
export function learnsItsEnd({ preset, target, way, engine, template }: TrainingSpec): boolean {
  const isOurs = way !== "embedded" && way !== "fine_tuning" && engine === "trl" && template === "chat";
  return preset === "userlm" && target === "user" && isOurs;
}
