import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { NewTraining } from "@/components/training-job/new-training";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Train a model" };

type Query = { searchParams: Promise<{ snapshot?: string | string[] }> };

export default async function NewTrainingPage({ params, searchParams }: InProject & Query) {
  const { snapshot } = await searchParams;
  const snapshotId = typeof snapshot === "string" ? snapshot : "";
  const { viewer } = await visit(
    params,
    snapshotId === "" ? trainingHrefs.newTraining : trainingHrefs.newTrainingOf(snapshotId),
  );
  return (
    <Page
      title="Train a model"
      lead="What it learns, from which snapshot, by which way. What that will be is told before anything begins."
      width="reading"
    >
      <LeadsOnly viewer={viewer} right="model.manage" what="have models trained">
        <NewTraining snapshotId={snapshotId} />
      </LeadsOnly>
    </Page>
  );
}
