"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CountedNoun } from "@/lib/domain/live";
import { followNews } from "./follow-news";

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
