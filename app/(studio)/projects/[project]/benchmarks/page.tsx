import type { Metadata } from "next";
import { BenchmarkList } from "@/components/benchmark/benchmark-list";
import { Page } from "@/components/layout/page";
import { hrefs } from "@/lib/contract/hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Benchmarks" };

export default async function BenchmarksPage({ params }: InProject) {
  await visit(params, hrefs.benchmarks);
  return (
    <Page
      title="Benchmarks"
      lead="Sets of questions that candidates answer; MT-Bench's files are imported as they are."
    >
      <BenchmarkList />
    </Page>
  );
}
