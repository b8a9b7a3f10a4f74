import type { Metadata } from "next";
import { BenchmarkPage } from "@/components/benchmark/benchmark-page";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Benchmark" };

export default async function OneBenchmarkPage({ params }: { params: Promise<{ benchmarkId: string }> }) {
  const { benchmarkId } = await params;
  await requireViewer(hrefs.benchmark(benchmarkId));
  return <BenchmarkPage benchmarkId={benchmarkId} />;
}
