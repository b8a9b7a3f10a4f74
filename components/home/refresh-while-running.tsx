"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { runQueries } from "@/lib/client/queries/run-queries";

const everyMs = 10_000;

/** Has the server count again while runs add to the figures. */
export function RefreshWhileRunning() {
  const router = useRouter();
  const { data: runs } = useQuery(runQueries.running());
  const running = (runs?.length ?? 0) > 0;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [running, router]);
  return null;
}
