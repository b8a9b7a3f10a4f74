import * as z from "zod";
import { tagSchema } from "../decision";

const wanted = z.int("Give a whole number").min(1, "At least 1").max(100_000_000, "At most 100,000,000");

/** How many dialogues a data set is to have, and of these how many of each domain: those that carry a tag. */
export const targetSchema = z
  .strictObject({
    dialogues: wanted,
    /** A classifier is to tell its users from people with no higher AUC (0.5: not at all); null: whatever it is. */
    mostAuc: z.number("Give a number").min(0.5, "Not less than 0.5").max(1, "At most 1").nullable().default(null),
    parts: z.array(z.strictObject({ tag: tagSchema, dialogues: wanted })).max(50, "At most 50 domains"),
  })
  .refine(({ parts }) => new Set(parts.map(({ tag }) => tag)).size === parts.length, {
    path: ["parts"],
    message: "Each tag once",
  });
export type Target = z.infer<typeof targetSchema>;

/** A target and what is there. A dialogue with several of the tags counts for each. */
export const targetProgressSchema = z.object({
  target: targetSchema,
  dialogues: z.number().int(),
  /** In the order of the target's parts. */
  parts: z.array(z.number().int()),
  /** As it was measured last as a whole beside people, of a snapshot or (null) as it stood; null where it never was. */
  likeness: z
    .object({ auc: z.number(), snapshot: z.object({ id: z.string(), number: z.number().int() }).nullable() })
    .nullable(),
});
export type TargetProgress = z.infer<typeof targetProgressSchema>;
