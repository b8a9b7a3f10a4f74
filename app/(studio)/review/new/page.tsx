import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { NewQueue } from "@/components/review/new-queue";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "New queue" };

export default async function NewQueuePage() {
  const viewer = await requireViewer(hrefs.newQueue);
  return (
    <Page title="New queue" lead="Dialogues, a guideline, and who judges them." width="reading">
      <LeadsOnly viewer={viewer} right="queue.manage" what="set up queues">
        <NewQueue />
      </LeadsOnly>
    </Page>
  );
}
