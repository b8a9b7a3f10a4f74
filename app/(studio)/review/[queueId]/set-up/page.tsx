import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { QueueSetUp } from "@/components/review/queue-set-up";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefs } from "@/lib/contract/hrefs";
import { may } from "@/lib/domain/viewer";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Set-up of a queue" };

export default async function QueueSetUpPage({ params }: { params: Promise<{ queueId: string }> }) {
  const { queueId } = await params;
  const viewer = await requireViewer(hrefs.queueSetUp(queueId));
  return (
    <Page title="Set-up" lead="What holds from now on; answers that were given stay as they are." width="reading">
      {may(viewer, "queue.manage") ? (
        <QueueSetUp queueId={queueId} />
      ) : (
        <EmptyState title="Leads set up queues">Ask a lead to do it or to give you that role.</EmptyState>
      )}
    </Page>
  );
}
