import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { TrainingPage } from "@/components/training-job/training-page";
import { must } from "@/lib/base/assert";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Training" };

type Props = {
  params: Promise<{ project: string; trainingId: string }>;
  searchParams: Promise<{ beside?: string | string[] }>;
};

export default async function Page({ params, searchParams }: Props) {
  const { trainingId } = await params;
  const { beside: asked } = await searchParams;
  const beside = typeof asked === "string" && asked !== "" ? asked : undefined;
  const { inside } = await visit(params, trainingHrefs.training(trainingId));
  const queries = newQueryClient();
  const training = must(await inside(() => findTrainingJob(trainingId)), "the training");
  queries.setQueryData(trainedQueries.one(trainingId).queryKey, training);
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <TrainingPage trainingId={trainingId} beside={beside} />
    </HydrationBoundary>
  );
}
