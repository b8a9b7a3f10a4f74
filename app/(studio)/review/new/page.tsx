import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { NewQueue } from "@/components/review/new-queue";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefs } from "@/lib/contract/hrefs";
import { may } from "@/lib/domain/viewer";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "New queue" };

export default async function NewQueuePage() {
  const viewer = await requireViewer(hrefs.newQueue);
  return (
    <Page title="New queue" lead="Dialogues, a guideline, and who judges them." width="reading">
      {may(viewer, "queue.manage") ? (
        <NewQueue />
      ) : (
        <EmptyState title="Leads set up queues">Ask a lead to do it or to give you that role.</EmptyState>
      )}
    </Page>
  );
}
