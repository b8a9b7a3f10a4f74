import type { Metadata } from "next";
import { ReviewScreen } from "@/components/review/review-screen";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Review" };

export default async function QueuePage({ params }: { params: Promise<{ project: string; queueId: string }> }) {
  const { queueId } = await params;
  await visit(params, hrefs.queue(queueId));
  return <ReviewScreen queueId={queueId} />;
}
