"use client";

import { useQuery } from "@tanstack/react-query";
import { runQueries } from "@/lib/client/queries/run-queries";
import { cx } from "../ui/cx";

/** A dot that breathes, with a count, while runs are being written. */
export function LivePulse({ narrow }: { narrow: boolean }) {
  const { data: runs = [] } = useQuery(runQueries.running());
  if (runs.length === 0) return null;
  return (
    <span className={cx("flex items-center gap-1.5 text-2xs", narrow ? "absolute top-1.5 right-1.5" : "ml-auto")}>
      <span aria-hidden className="size-1.5 animate-pulse-dot rounded-full bg-ok" />
      <span className={narrow ? "sr-only" : "text-ink-soft"}>
        {runs.length}
        <span className="sr-only"> running</span>
      </span>
    </span>
  );
}
