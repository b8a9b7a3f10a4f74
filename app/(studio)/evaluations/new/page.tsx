import type { Metadata } from "next";
import { NewEvaluation } from "@/components/evaluation/new-evaluation";
import { Page } from "@/components/layout/page";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefs } from "@/lib/contract/hrefs";
import { may } from "@/lib/domain/viewer";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "New evaluation" };

export default async function NewEvaluationPage() {
  const viewer = await requireViewer(hrefs.newEvaluation);
  return (
    <Page title="New evaluation" lead="What is compared, on what, and how people vote." width="reading">
      {may(viewer, "evaluation.manage") ? (
        <NewEvaluation />
      ) : (
        <EmptyState title="Leads set up evaluations">Ask a lead to do it or to give you that role.</EmptyState>
      )}
    </Page>
  );
}
