import type { Metadata } from "next";
import { BenchmarkPage } from "@/components/benchmark/benchmark-page";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Benchmark" };

export default async function OneBenchmarkPage({
  params,
}: {
  params: Promise<{ project: string; benchmarkId: string }>;
}) {
  const { benchmarkId } = await params;
  await visit(params, hrefs.benchmark(benchmarkId));
  return <BenchmarkPage benchmarkId={benchmarkId} />;
}
