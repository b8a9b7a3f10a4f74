"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import type { Dialogue } from "@/lib/domain/dialogue";
import { commentsByTurn } from "./comments";

/** Comments on a dialogue by turn ("" = the dialogue); read again whenever anybody changed the dialogue. */
export function useComments({ id, version }: Dialogue) {
  const queries = useQueryClient();
  const { data: comments = [] } = useQuery(dialogueQueries.comments(id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: in step with the log, which grows with the version.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: dialogueQueries.decisions(id).queryKey });
  }, [queries, id, version]);
  return useMemo(() => commentsByTurn(comments), [comments]);
}
