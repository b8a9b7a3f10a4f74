import * as z from "zod";
import { benchmarkQuestionSchema, listedBenchmarkSchema } from "@/lib/domain/judging/benchmark";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";
import { fileOf } from "../files";

export const benchmarkEndpoints = {
  listBenchmarks: {
    summary: "Benchmarks: the studio's own and imported ones",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(listedBenchmarkSchema),
  },
  importBenchmark: {
    summary: "Import question.jsonl as FastChat publishes it: all of its lines, or none",
    access: "evaluation.manage",
    scope: "manage",
    query: z.strictObject({ name: z.string().trim().min(1, "Give the benchmark a name").max(120) }),
    body: fileOf(20_000_000, "questions"),
    response: listedBenchmarkSchema,
    status: 201,
  },
  importReferences: {
    summary: "Give an imported benchmark the right answers of a reference_answer file, in place of those that it has",
    access: "evaluation.manage",
    scope: "manage",
    body: fileOf(20_000_000, "answers"),
    response: listedBenchmarkSchema,
  },
  getBenchmark: {
    summary: "A benchmark with all its questions",
    access: "member",
    scope: "read",
    response: z.object({ benchmark: listedBenchmarkSchema, questions: z.array(benchmarkQuestionSchema) }),
  },
  deleteBenchmark: {
    summary: "Delete an imported benchmark; evaluations keep their copy of its questions",
    access: "evaluation.manage",
    scope: "manage",
    response: nothing,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
