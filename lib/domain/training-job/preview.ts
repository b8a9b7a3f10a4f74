import * as z from "zod";
import { recipePreviewSchema } from "../training/recipe-preview";
import { limitSchema } from "./limits";
import { translatedSchema } from "./translated";

const foreseenSchema = z.object({
  seconds: z.number().nullable(),
  cost: z.number().nullable(),
  /** From so many trainings like it. */
  from: z.number().int(),
});
export type Foreseen = z.infer<typeof foreseenSchema>;

/** What a training would be, before it begins. */
export const trainingPreviewSchema = recipePreviewSchema
  .pick({
    parts: true,
    looked: true,
    audit: true,
    notes: true,
    rows: true,
  })
  .extend({
    /** What its way cannot do of it; what is refused does not begin. */
    limits: z.array(limitSchema),
    /** What becomes of each setting, by who trains. Empty: it is the studio's own model, to which they mean nothing. */
    translated: z.array(translatedSchema),
    /** Changes of the weights, by what was looked at; null where the way counts none. */
    steps: z.number().int().nullable(),
    /** null: nothing was trained like this yet. */
    foreseen: foreseenSchema.nullable(),
  });
export type TrainingPreview = z.infer<typeof trainingPreviewSchema>;

type Past = { dialogues: number; epochs: number; seconds: number | null; cost: number | null };

/** Time and cost from the last trainings like it: the median of what a dialogue and epoch took there. null without one that tells. */
export function foresee(dialogues: number, epochs: number, past: readonly Past[]): Foreseen | null {
  const work = dialogues * epochs;
  const each = (of: (one: Past) => number | null) => {
    const found = past.flatMap((one) => {
      const value = of(one);
      const done = one.dialogues * one.epochs;
      return value === null || done === 0 ? [] : [value / done];
    });
    const middle = found.sort((a, b) => a - b)[Math.floor(found.length / 2)];
    return middle === undefined ? null : middle * work;
  };
  const [seconds, cost] = [each((one) => one.seconds), each((one) => one.cost)];
  return seconds === null && cost === null ? null : { seconds, cost, from: past.length };
}
