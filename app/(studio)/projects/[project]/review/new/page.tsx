import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { NewQueue } from "@/components/review/queue-form";
import { hrefs } from "@/lib/contract/hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "New queue" };

export default async function NewQueuePage({ params }: InProject) {
  const { viewer } = await visit(params, hrefs.newQueue);
  return (
    <Page title="New queue" lead="Dialogues, a guideline, and who judges them." width="reading">
      <LeadsOnly viewer={viewer} right="queue.manage" what="set up queues">
        <NewQueue />
      </LeadsOnly>
    </Page>
  );
}
