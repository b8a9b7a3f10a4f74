import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { NewSeedSet } from "@/components/seed-set/new-seed-set";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefs } from "@/lib/contract/hrefs";
import { may } from "@/lib/domain/viewer";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "New seed set" };

export default async function NewSeedSetPage() {
  const viewer = await requireViewer(hrefs.newSeedSet);
  return (
    <Page title="New seed set" lead="Type, paste or choose a file. It is taken whole, or not at all." width="reading">
      {may(viewer, "seedSet.manage") ? (
        <NewSeedSet />
      ) : (
        <EmptyState title="Leads make seed sets">Ask a lead to add it or to give you that role.</EmptyState>
      )}
    </Page>
  );
}
