import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ModelSheet } from "@/components/model/model-sheet";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { hrefs } from "@/lib/contract/hrefs";
import { findModel } from "@/lib/data/models";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Model" };

export default async function ModelPage({ params }: { params: Promise<{ project: string; modelId: string }> }) {
  const { modelId } = await params;
  const { inside } = await visit(params, hrefs.model(modelId));
  const model = await inside(() => findModel(modelId));
  if (!model) notFound();
  const queries = newQueryClient();
  queries.setQueryData(modelQueries.one(modelId).queryKey, model);
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ModelSheet modelId={modelId} />
    </HydrationBoundary>
  );
}
