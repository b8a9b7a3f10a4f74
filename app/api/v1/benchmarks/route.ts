import { listBenchmarks } from "@/lib/data/judging/benchmarks";
import { serve } from "@/lib/http/serve";

export const GET = serve("listBenchmarks", async () => ({ items: await listBenchmarks() }));
