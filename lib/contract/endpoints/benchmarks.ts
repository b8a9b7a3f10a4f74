import * as z from "zod";
import { benchmarkQuestionSchema, listedBenchmarkSchema } from "@/lib/domain/judging/benchmark";
import { type Endpoint, nothing } from "../endpoint";

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
