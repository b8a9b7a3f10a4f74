import type { Metadata } from "next";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { QueueList } from "@/components/review/queue-list";
import { Button } from "@/components/ui/button";
import { hrefs } from "@/lib/contract/hrefs";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";
import { readQueues } from "@/lib/operations/review/read-queue";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewPage({ params }: InProject) {
  const { viewer, inside } = await visit(params, hrefs.review);
  const { items } = await inside(() => readQueues(viewer, { limit: 200 }));
  return (
    <Page
      title="Review"
      lead="Dialogues to judge, one at a time."
      actions={
        may(viewer, "queue.manage") && (
          <Button asChild variant="primary">
            <Link href={hrefs.newQueue}>New queue</Link>
          </Button>
        )
      }
    >
      <QueueList first={items} />
    </Page>
  );
}
