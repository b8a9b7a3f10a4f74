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

/** What the beginning of a file would become. */
export const seedPreviewSchema = z.object({
  seeds: z.array(seedSchema),
  errors: z.array(z.object({ line: z.number().int(), message: z.string() })),
  /** There is no more in the file than is shown. */
  isAll: z.boolean(),
});
export type SeedPreview = z.infer<typeof seedPreviewSchema>;

/**
 * Which seed (1-based position) the dialogue with this 1-based `number` begins from: the first pass over the set goes
 * by position, every further one in an order of its own drawn from `randomSeed`. Each pass uses each seed once.
 *
 * The shuffle is a permutation computed per element (a four-round Feistel network over the next even power of two,
 * walked until it lands inside the set: Black and Rogaway, 2002), so nothing is held in memory for a million dialogues.
 */
export function seedPosition(number: number, size: number, randomSeed: number): number {
  const pass = Math.floor((number - 1) / size);
  const index = (number - 1) % size;
  return (pass === 0 ? index : permute(index, size, mix(randomSeed, pass))) + 1;
}

function permute(index: number, size: number, key: number): number {
  const half = Math.max(1, Math.ceil(Math.log2(size) / 2));
  const mask = 2 ** half - 1;
  let value = index;
  do {
    let left = value >>> half;
    let right = value & mask;
    for (let round = 0; round < 4; round++) [left, right] = [right, left ^ (mix(right + round * 0x9e37, key) & mask)];
    value = left * 2 ** half + right;
  } while (value >= size);
  return value;
}

/** A 32-bit hash of two numbers (the finalizer of MurmurHash3). */
function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x85ebca6b, 0xcc9e2d51) ^ Math.imul(b + 0x165667b1, 0x1b873593);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
