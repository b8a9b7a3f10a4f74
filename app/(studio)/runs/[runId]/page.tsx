import type { Metadata } from "next";
import { RunPage } from "@/components/run/run-page";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Run" };

export default async function Page({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  await requireViewer(hrefs.run(runId));
  return <RunPage runId={runId} />;
}
