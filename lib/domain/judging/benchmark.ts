import * as z from "zod";
import { stockOriginSchema } from "./stock-origin";

/** The categories of MT-Bench in its order; a benchmark may have any others. */
export const mtBenchCategories = [
  "writing",
  "roleplay",
  "reasoning",
  "math",
  "coding",
  "extraction",
  "stem",
  "humanities",
] as const;

/** A text that somebody typed: not nothing, and no longer than a model could read. */
const spoken = z
  .string("A turn must be text")
  .max(200_000, "A turn has over 200,000 characters; shorten it")
  .refine((text) => text.trim() !== "", "A turn is empty; write what the user asks, or take the turn out");

/** A question of a benchmark: what the user asks turn by turn, each after the answer to the one before. */
export const benchmarkQuestionSchema = z.strictObject({
  /** As in its file, where it may be a number or a text. */
  questionId: z.string().trim().min(1, "A question needs an id").max(200, "An id has at most 200 characters"),
  category: z.string("A question needs a category").trim().min(1, "The category is empty").max(200),
  turns: z
    .array(spoken, "A question needs its turns")
    .min(1, "A question needs at least one turn")
    .max(50, "A question has at most 50 turns"),
  /** A right answer per turn, "" where none is known for that turn. */
  reference: z
    .array(z.string().max(200_000, "A reference answer has over 200,000 characters; shorten it"))
    .max(50)
    .nullable(),
});
export type BenchmarkQuestion = z.infer<typeof benchmarkQuestionSchema>;

/** A benchmark without its questions: what they come to. */
export const listedBenchmarkSchema = z.object({
  id: z.string(),
  name: z.string(),
  origin: stockOriginSchema,
  questions: z.number().int(),
  /** Most turns that a question has. */
  turns: z.number().int(),
  references: z.number().int(),
  categories: z.array(z.object({ category: z.string(), questions: z.number().int() })),
  createdAt: z.iso.datetime(),
});
export type ListedBenchmark = z.infer<typeof listedBenchmarkSchema>;

/** In FastChat's words, `need_ref_cats`: what has one right answer. Source: FastChat, llm_judge/common.py. */
const withReference = new Set(["math", "reasoning", "coding", "arena-hard-200"]);

/** True where answers of this category are judged beside a right one. */
export function wantsReference(category: string): boolean {
  return withReference.has(category.toLowerCase());
}

/** True where a judge is shown the right answers up to `turn` (from 1): the category wants them, and all are there. */
export function isReferenceGuided(
  { category, reference }: Pick<BenchmarkQuestion, "category" | "reference">,
  turn: number,
): boolean {
  if (!wantsReference(category) || reference === null || reference.length < turn) return false;
  return reference.slice(0, turn).every((text) => text.trim() !== "");
}
