"use client";

import { useEffect, useRef } from "react";

/**
 * Fetches the code of what a screen shows later (forms, dialogs, drawers) once the browser rests, so that it is there
 * when the network is not. What cannot be had now is asked for again where it is needed.
 */
export function useLoadAhead(parts: Record<string, () => Promise<unknown>>): void {
  const first = useRef(parts);
  useEffect(() => {
    const fetchParts = () => void Promise.allSettled(Object.values(first.current).map((load) => load()));
    if (typeof requestIdleCallback !== "function") {
      const timer = setTimeout(fetchParts, 2_000);
      return () => clearTimeout(timer);
    }
    const waiting = requestIdleCallback(fetchParts, { timeout: 5_000 });
    return () => cancelIdleCallback(waiting);
  }, []);
}
