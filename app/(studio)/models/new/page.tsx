import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { NewModel } from "@/components/model/new-model";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefs } from "@/lib/contract/hrefs";
import { may } from "@/lib/domain/viewer";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Connect a model" };

export default async function NewModelPage() {
  const viewer = await requireViewer(hrefs.newModel);
  return (
    <Page title="Connect a model" lead="Any server that speaks the OpenAI chat or completion API." width="reading">
      {may(viewer, "model.manage") ? (
        <NewModel />
      ) : (
        <EmptyState title="Leads connect models">Ask a lead to connect it or to give you that role.</EmptyState>
      )}
    </Page>
  );
}
