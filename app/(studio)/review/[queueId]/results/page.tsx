import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { QueueResults } from "@/components/review/queue-results";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Results of a queue" };

export default async function QueueResultsPage({ params }: { params: Promise<{ queueId: string }> }) {
  const { queueId } = await params;
  await requireViewer(hrefs.queueResults(queueId));
  return (
    <Page title="Results" lead="How far the queue is, what is to be settled, and how well people agree.">
      <QueueResults queueId={queueId} />
    </Page>
  );
}
