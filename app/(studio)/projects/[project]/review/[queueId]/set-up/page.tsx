import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { CopyToProject } from "@/components/project/copy-to-project";
import { QueueSetUp } from "@/components/review/queue-set-up";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Set-up of a queue" };

export default async function QueueSetUpPage({ params }: { params: Promise<{ project: string; queueId: string }> }) {
  const { queueId } = await params;
  const { viewer } = await visit(params, hrefs.queueSetUp(queueId));
  return (
    <Page
      title="Set-up"
      lead="What holds from now on; answers that were given stay as they are."
      width="reading"
      actions={<CopyToProject original={{ kind: "queue", queueId }} />}
    >
      <LeadsOnly viewer={viewer} right="queue.manage" what="set up queues">
        <QueueSetUp queueId={queueId} />
      </LeadsOnly>
    </Page>
  );
}
