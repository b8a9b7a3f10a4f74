import * as z from "zod";
import { speakerSchema } from "../dialogue";
import { idOf } from "../reference";
import { drawSeedSchema } from "./seeded-order";
import { signalSchema } from "./signal";

/**
 * What the trained model is to learn: to answer, to ask as a person would, which of two is better, whether one is good, or how
 * good. `whole`: nothing in particular, the file holds all that is known.
 */
export const targetSchema = z.enum(["assistant", "user", "preference", "binary", "reward", "whole"]);
export type Target = z.infer<typeof targetSchema>;

/** Whose dialect a file is written in, in the order of menus. What each writes for which target: `lib/formats/trainers`. */
export const trainerIdSchema = z.enum([
  "llama_factory",
  "llama_factory_v1",
  "trl",
  "openai",
  "axolotl",
  "ms_swift",
  "tinker",
  "unsloth",
  "fastchat",
  "platolm",
  "tokenised",
  "sharegpt",
  "mt_bench",
  "realchat",
]);
export type TrainerId = z.infer<typeof trainerIdSchema>;

/** How the rows of a data file are put together. */
export const containerSchema = z.enum(["jsonl", "json", "parquet"]);
export type Container = z.infer<typeof containerSchema>;

/** Where a model's thoughts go: nowhere, into a key of their own beside the text, or into the text in `<think>` marks. */
export const reasoningPlaceSchema = z.enum(["drop", "reasoning_content", "thinking", "inline"]);
export type ReasoningPlace = z.infer<typeof reasoningPlaceSchema>;

/** A snapshot whose dialogues an export takes. */
export const recipePartSchema = z.strictObject({
  snapshotId: idOf("snapshot", z.string().min(1).max(60)),
  /** Of two parts, one of weight 2 gives twice as many dialogues as one of weight 1; null = all that is there. */
  weight: z.number().positive().max(1_000).nullable().default(null),
});
export type RecipePart = z.infer<typeof recipePartSchema>;

/** So many dialogues of what is trained on, by a seed. A smaller subset of the same seed lies within a larger one. */
export const subsetSchema = z.strictObject({ size: z.number().int().min(1), seed: drawSeedSchema });
export type Subset = z.infer<typeof subsetSchema>;

/**
 * All that decides which bytes an export has, given its snapshots, which never change: the same recipe gives the same
 * bytes. What the trainer's own format lets one choose besides stands in `options`, checked by it.
 */
export const recipeSchema = z.strictObject({
  parts: z
    .array(recipePartSchema)
    .min(1)
    .max(16)
    .refine(
      (parts) => parts.every(({ weight }) => weight === null) || parts.every(({ weight }) => weight !== null),
      "Give each snapshot a weight, or none of them",
    ),
  subset: subsetSchema.nullable().default(null),
  /** A stored split of these snapshots, so that every export has the same parts, for either side; null = all is trained on. */
  splitId: idOf("split", z.string().max(60)).nullable().default(null),
  target: targetSchema.default("assistant"),
  trainer: trainerIdSchema.default("llama_factory"),
  /** null = as the trainer usually has it. */
  container: containerSchema.nullable().default(null),
  reasoning: reasoningPlaceSchema.default("drop"),
  /** Whose turns are preferred, or good, for the targets that are made of signals. */
  side: speakerSchema.default("assistant"),
  /** Which signals become rows of these. */
  signals: z.array(signalSchema).default(() => [...signalSchema.options]),
  /** How the model that is to be trained reads; null = a stand-in counts its tokens. */
  tokenizerId: idOf("tokenizer", z.string().max(60)).nullable().default(null),
  /** Dialogues that a person left out after the audit. */
  leftOut: z
    .array(z.string().max(60))
    .max(10_000)
    .default(() => []),
  options: z.record(z.string().max(60), z.union([z.string().max(400), z.number(), z.boolean()])).default(() => ({})),
});
export type Recipe = z.infer<typeof recipeSchema>;

/** The recipe that a newcomer gets from one snapshot. */
export function usualRecipe(snapshotId: string): Recipe {
  return recipeSchema.parse({ parts: [{ snapshotId }] });
}
