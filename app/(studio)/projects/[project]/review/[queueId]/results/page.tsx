import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { QueueResults } from "@/components/review/queue-results";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Results of a queue" };

export default async function QueueResultsPage({ params }: { params: Promise<{ project: string; queueId: string }> }) {
  const { queueId } = await params;
  await visit(params, hrefs.queueResults(queueId));
  return (
    <Page title="Results" lead="How far the queue is, what is to be settled, and how well people agree.">
      <QueueResults queueId={queueId} />
    </Page>
  );
}
