import { listBenchmarks } from "@/lib/data/judging/benchmarks";
import { serve } from "@/lib/http/serve";
import { importBenchmark } from "@/lib/operations/judging/import-benchmark";

export const GET = serve("listBenchmarks", ({ query }) => listBenchmarks(query));

export const POST = serve("importBenchmark", ({ viewer, query, body }) => importBenchmark(viewer, query, body));
