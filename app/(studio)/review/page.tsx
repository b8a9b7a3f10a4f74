import type { Metadata } from "next";
import Link from "next/link";
import { Page } from "@/components/layout/page";
import { QueueList } from "@/components/review/queue-list";
import { Button } from "@/components/ui/button";
import { hrefs } from "@/lib/contract/hrefs";
import { may } from "@/lib/domain/viewer";
import { requireViewer } from "@/lib/http/require-viewer";
import { readQueues } from "@/lib/operations/review/read-queue";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewPage() {
  const viewer = await requireViewer(hrefs.review);
  const { items } = await readQueues(viewer, { limit: 200 });
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
