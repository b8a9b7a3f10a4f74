"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { followNews } from "./follow-news";

/**
 * Reads something again whenever a job about `subject` has something to tell. `queryKey`: the beginning of its keys.
 * `whose`: jobs of all people, for those who may see them.
 */
export function useNewsAbout(subject: string, queryKey: readonly unknown[], whose: "all" | "mine" = "mine"): void {
  const queries = useQueryClient();
  const key = JSON.stringify(queryKey);
  useEffect(
    () =>
      followNews({ jobs: whose }, (frame) => {
        if (frame.type === "job" && frame.job.subject === subject)
          void queries.invalidateQueries({ queryKey: JSON.parse(key) });
      }),
    [queries, subject, key, whose],
  );
}
