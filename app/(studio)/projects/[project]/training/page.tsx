import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { TrainingList } from "@/components/training-job/training-list";
import { TrainingTabs } from "@/components/training-job/training-tabs";
import { Button } from "@/components/ui/button";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { pageSize } from "@/lib/contract/endpoint";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import { listTrainingJobs } from "@/lib/data/training/training-jobs";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Training" };

type Query = { searchParams: Promise<{ snapshot?: string | string[] }> };

export default async function TrainingsPage({ params, searchParams }: InProject & Query) {
  const { snapshot: asked } = await searchParams;
  const snapshot = typeof asked === "string" && asked !== "" ? asked : undefined;
  const { viewer, inside } = await visit(
    params,
    snapshot === undefined ? trainingHrefs.trainings : trainingHrefs.trainingsOf(snapshot),
  );
  const queries = newQueryClient();
  const first = await inside(() => listTrainingJobs({ limit: pageSize, snapshot }));
  queries.setQueryData(trainedQueries.list(snapshot).queryKey, { pages: [first], pageParams: [undefined] });
  return (
    <Page
      title="Training"
      lead="A snapshot becomes a model, and the model comes back: simulate with it, judge it, train again."
      actions={
        may(viewer, "model.manage") && (
          <Button asChild variant="primary">
            <Link href={trainingHrefs.newTraining}>Train a model</Link>
          </Button>
        )
      }
    >
      {may(viewer, "model.manage") && <TrainingTabs here={trainingHrefs.trainings} />}
      <HydrationBoundary state={dehydrate(queries)}>
        <TrainingList snapshotId={snapshot} />
      </HydrationBoundary>
    </Page>
  );
}
