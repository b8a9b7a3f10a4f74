"use client";

import { useQuery } from "@tanstack/react-query";
import { modelQueries } from "@/lib/client/queries/model-queries";

/** Names models by id; a model that was archived goes by its id. */
export function useModelName(): (modelId: string) => string {
  const { data: models = [] } = useQuery(modelQueries.list());
  return (modelId) => models.find(({ id }) => id === modelId)?.name ?? modelId;
}
