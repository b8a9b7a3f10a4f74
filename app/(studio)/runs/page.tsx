import type { Metadata } from "next";
import Link from "next/link";
import { Page } from "@/components/layout/page";
import { RunList } from "@/components/run/run-list";
import { Button } from "@/components/ui/button";
import { hrefs } from "@/lib/contract/hrefs";
import { may } from "@/lib/domain/viewer";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage() {
  const viewer = await requireViewer(hrefs.runs);
  return (
    <Page
      title="Runs"
      lead="One model plays the user, another answers."
      actions={
        may(viewer, "run.manage") && (
          <Button asChild variant="primary">
            <Link href={hrefs.newRun}>New run</Link>
          </Button>
        )
      }
    >
      <RunList />
    </Page>
  );
}
