import { serve } from "@/lib/http/serve";
import { readBenchmark, removeBenchmark } from "@/lib/operations/judging/benchmarks";

export const GET = serve("getBenchmark", ({ params }) => readBenchmark(params.benchmarkId));

export const DELETE = serve("deleteBenchmark", ({ params }) => removeBenchmark(params.benchmarkId));
