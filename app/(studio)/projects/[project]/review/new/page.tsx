import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { NewQueue } from "@/components/review/queue-form";
import { hrefs } from "@/lib/contract/hrefs";
import { findDataSet } from "@/lib/data/snapshots/data-sets";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "New queue" };

type Props = InProject & { searchParams: Promise<{ labelsOf?: string | string[] }> };

export default async function NewQueuePage({ params, searchParams }: Props) {
  const { viewer, inside } = await visit(params, hrefs.newQueue);
  const { labelsOf } = await searchParams;
  const dataSet = labelsOf === undefined ? null : await inside(() => findDataSet(String(labelsOf)));
  return (
    <Page title="New queue" lead="Dialogues, a guideline, and who judges them." width="reading">
      <LeadsOnly viewer={viewer} right="queue.manage" what="set up queues">
        <NewQueue labels={dataSet?.fields ?? []} />
      </LeadsOnly>
    </Page>
  );
}
