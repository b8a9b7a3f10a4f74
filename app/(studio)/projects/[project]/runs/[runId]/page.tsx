import type { Metadata } from "next";
import { RunPage } from "@/components/run/run-page";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Run" };

export default async function Page({ params }: { params: Promise<{ project: string; runId: string }> }) {
  const { runId } = await params;
  await visit(params, hrefs.run(runId));
  return <RunPage runId={runId} />;
}
