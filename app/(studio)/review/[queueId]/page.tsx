import type { Metadata } from "next";
import { ReviewScreen } from "@/components/review/review-screen";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Review" };

export default async function QueuePage({ params }: { params: Promise<{ queueId: string }> }) {
  const { queueId } = await params;
  await requireViewer(hrefs.queue(queueId));
  return <ReviewScreen queueId={queueId} />;
}
