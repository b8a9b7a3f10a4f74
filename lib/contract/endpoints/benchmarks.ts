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
  importBenchmark: {
    summary: "Import question.jsonl as FastChat publishes it, with a reference_answer file if there is one",
    access: "evaluation.manage",
    body: z.strictObject({
      name: z.string().trim().min(1, "Give the benchmark a name").max(120),
      questions: z.string().min(1, "Choose the file of questions"),
      references: z.string().default(""),
    }),
    response: listedBenchmarkSchema,
    status: 201,
    bodyLimit: 20_000_000,
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
