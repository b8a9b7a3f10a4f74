"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { callStatistics } from "./call-statistics";
import { followNews } from "./follow-news";

type Followed = {
  dataSetIds: readonly string[];
  /** What is read again, by the beginning of its key. */
  queryKey: readonly unknown[];
  /** While much is decided and written, figures are asked for no more often than this. */
  everyMs: number;
};

/**
 * Keeps the figures of data sets in step with their dialogues while they are looked at: has them brought up to date now, and
 * whenever something was decided or written; reads them again when they were.
 */
export function useFollowedFigures({ dataSetIds, queryKey, everyMs }: Followed): void {
  const queries = useQueryClient();
  const [ids, key] = [dataSetIds.join(), JSON.stringify(queryKey)];
  useEffect(() => {
    const followed = ids.split(",").filter((id) => id !== "");
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isDue = false;
    const reread = () => void queries.invalidateQueries({ queryKey: JSON.parse(key) });
    function ask(): void {
      isDue = false;
      // Refused where the project is archived, where nothing changes; without a line it is asked for with the next news.
      for (const dataSetId of followed)
        callStatistics("followDataSet", { params: { dataSetId } }).catch(() => undefined);
      timer = setTimeout(() => {
        timer = undefined;
        if (isDue) ask();
      }, everyMs);
    }
    function askSoon(): void {
      if (timer === undefined) ask();
      else isDue = true;
    }
    askSoon();
    const close = followNews({ jobs: "mine", counts: "dialogues,figures" }, (frame) => {
      if (frame.type === "counts" && frame.id === "dialogues") askSoon();
      else if (frame.type === "counts" && frame.id === "figures") reread();
      else if (frame.type === "job" && frame.job.status === "done" && followed.includes(frame.job.subject ?? ""))
        reread();
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [queries, ids, key, everyMs]);
}
