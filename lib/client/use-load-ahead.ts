"use client";

import { useEffect, useEffectEvent } from "react";
import type { Moment } from "./moment";

/**
 * Fetches the code of what a screen shows later (forms, dialogs, drawers) once the browser rests, so that it is there
 * when the network is not.
 */
export function useLoadAhead(...moments: Moment<unknown>[]): void {
  const fetchThem = useEffectEvent(() => {
    for (const moment of moments) moment.fetchAhead();
  });
  useEffect(() => {
    if (typeof requestIdleCallback !== "function") {
      const timer = setTimeout(() => fetchThem(), 2_000);
      return () => clearTimeout(timer);
    }
    const waiting = requestIdleCallback(() => fetchThem(), { timeout: 5_000 });
    return () => cancelIdleCallback(waiting);
  }, []);
}
