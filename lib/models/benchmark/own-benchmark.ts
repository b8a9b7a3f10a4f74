import { readFileSync } from "node:fs";
import * as z from "zod";
import { type BenchmarkQuestion, benchmarkQuestionSchema } from "@/lib/domain/judging/benchmark";

/** A line of the file, in the shape in which FastChat publishes MT-Bench. */
const lineSchema = z
  .object({
    question_id: z.number().int(),
    category: z.string(),
    turns: z.array(z.string()),
    reference: z.array(z.string()).optional(),
  })
  .transform(({ question_id, category, turns, reference = null }) =>
    benchmarkQuestionSchema.parse({ questionId: String(question_id), category, turns, reference }),
  );

export const ownBenchmarkName = "Studio Bench";

/**
 * The benchmark that ships with the studio: 40 questions of two turns in the eight categories of MT-Bench, with right
 * answers where there is one. Written for the studio; what a second turn asks rests on the answer to the first. Throws
 * on a line that is no question.
 */
export function readOwnBenchmark(): BenchmarkQuestion[] {
  return readFileSync(new URL("./question.jsonl", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => lineSchema.parse(JSON.parse(line)));
}
