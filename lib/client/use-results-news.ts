"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { followNews } from "./follow-news";
import { queryKeys } from "./query-keys";

/** Has the figures of an evaluation read again when its votes have changed or newer figures are there, and only then. */
export function useResultsNews(evaluationId: string): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      followNews({ results: evaluationId }, (frame) => {
        if (frame.type === "results")
          void queries.invalidateQueries({ queryKey: queryKeys.judging.figures(evaluationId) });
      }),
    [queries, evaluationId],
  );
}
