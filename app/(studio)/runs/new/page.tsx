import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { NewRun } from "@/components/run/new-run";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefs } from "@/lib/contract/hrefs";
import { may } from "@/lib/domain/viewer";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "New run" };

export default async function NewRunPage({ searchParams }: { searchParams: Promise<{ from?: string | string[] }> }) {
  const { from } = await searchParams;
  const original = typeof from === "string" ? from : null;
  const viewer = await requireViewer(original ? hrefs.duplicateRun(original) : hrefs.newRun);
  return (
    <Page title="New run" lead="Nothing is written before you launch it." width="reading">
      {may(viewer, "run.manage") ? (
        <NewRun key={original} from={original} />
      ) : (
        <EmptyState title="Leads set up runs">Ask a lead to start it or to give you that role.</EmptyState>
      )}
    </Page>
  );
}
