import * as z from "zod";
import { type Endpoint, nothing } from "../endpoint";

export const listedBenchmarkSchema = z.object({
  id: z.string(),
  name: z.string(),
  origin: z.enum(["own", "imported"]),
  questions: z.number().int(),
  /** Most turns that a question has. */
  turns: z.number().int(),
  references: z.number().int(),
  categories: z.array(z.object({ category: z.string(), questions: z.number().int() })),
  createdAt: z.iso.datetime(),
});
export type ListedBenchmark = z.infer<typeof listedBenchmarkSchema>;

export const benchmarkQuestionSchema = z.object({
  questionId: z.string(),
  category: z.string(),
  turns: z.array(z.string()),
  reference: z.array(z.string()).nullable(),
});
export type BenchmarkQuestion = z.infer<typeof benchmarkQuestionSchema>;

export const benchmarkEndpoints = {
  listBenchmarks: {
    summary: "Benchmarks: the studio's own and imported ones",
    access: "member",
    response: z.object({ items: z.array(listedBenchmarkSchema) }),
  },
  getBenchmark: {
    summary: "A benchmark with all its questions",
    access: "member",
    response: z.object({ benchmark: listedBenchmarkSchema, questions: z.array(benchmarkQuestionSchema) }),
  },
  deleteBenchmark: {
    summary: "Delete an imported benchmark; evaluations keep their copy of its questions",
    access: "evaluation.manage",
    response: nothing,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
