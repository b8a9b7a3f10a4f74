"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CountedNoun } from "@/lib/domain/live";
import { followNews } from "./follow-news";
import { queryKeys } from "./query-keys";

type Told = {
  /** What is asked for again, by the beginning of its key. */
  queryKey: readonly unknown[];
  /** While it changes and changes, it is asked for no more often than this. */
  everyMs: number;
};

/** Has counts read again when the studio says that they changed, and only then. */
export function useCountNews(noun: CountedNoun, { queryKey, everyMs }: Told): void {
  const queries = useQueryClient();
  const key = JSON.stringify(queryKey);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isDue = false;
    function ask(): void {
      isDue = false;
      void queries.invalidateQueries({ queryKey: JSON.parse(key) });
      timer = setTimeout(() => {
        timer = undefined;
        if (isDue) ask();
      }, everyMs);
    }
    const close = followNews({ counts: noun }, (frame) => {
      if (frame.type !== "counts" || frame.id !== noun) return;
      if (timer === undefined) ask();
      else isDue = true;
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [queries, noun, key, everyMs]);
}

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
