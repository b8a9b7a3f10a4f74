import * as z from "zod";

/** `question`: the first human turn is given. `round`: the first question and its answer are. */
export const seedKindSchema = z.enum(["question", "round"]);
export type SeedKind = z.infer<typeof seedKindSchema>;

export const seedSchema = z.strictObject({
  question: z.string("There is no question").trim().min(1, "The question is empty").max(100_000),
  /** Present exactly in sets of kind `round`. */
  answer: z.string("The answer is not text").trim().min(1, "The answer is empty").max(100_000).optional(),
});
export type Seed = z.infer<typeof seedSchema>;

export const seedSetInputSchema = z
  .strictObject({
    name: z.string().trim().min(1, "Give the seed set a name").max(200),
    kind: seedKindSchema,
    seeds: z.array(seedSchema).min(1, "A seed set needs at least one seed").max(100_000),
  })
  .superRefine(({ kind, seeds }, context) => {
    for (const [i, seed] of seeds.entries()) {
      if (kind === "round" && seed.answer === undefined)
        context.addIssue({ code: "custom", path: ["seeds", i, "answer"], message: "A whole round needs an answer" });
      if (kind === "question" && seed.answer !== undefined)
        context.addIssue({
          code: "custom",
          path: ["seeds", i, "answer"],
          message: "A set of questions takes no answers",
        });
    }
  });
export type SeedSetInput = z.infer<typeof seedSetInputSchema>;

export const seedSetSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: seedKindSchema,
  size: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type SeedSet = z.infer<typeof seedSetSchema>;

/** A line of an import that was refused: 1-based line, and what to do about it. */
export type SeedLineError = { line: number; message: string };
