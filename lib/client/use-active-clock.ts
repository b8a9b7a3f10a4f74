"use client";

import { useCallback, useEffect, useMemo } from "react";
import { createActiveClock } from "./active-clock";

const signs = ["keydown", "pointerdown", "pointermove", "wheel", "scroll", "touchmove"] as const;

/** Active seconds at whatever `key` names, from when it came before the person; the function reads them. */
export function useActiveSeconds(key: string | null): () => number {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item is another clock.
  const clock = useMemo(() => createActiveClock(performance.now()), [key]); // oxlint-disable-line react/purity, react/exhaustive-deps
  // In step with what the person does in this window, and whether it is in sight.
  useEffect(() => {
    const sign = () => document.visibilityState === "visible" && clock.sign(performance.now());
    const look = () => document.visibilityState === "hidden" && clock.leave(performance.now());
    for (const type of signs) window.addEventListener(type, sign, { capture: true, passive: true });
    document.addEventListener("visibilitychange", look);
    return () => {
      for (const type of signs) window.removeEventListener(type, sign, { capture: true });
      document.removeEventListener("visibilitychange", look);
    };
  }, [clock]);
  return useCallback(() => clock.seconds(performance.now()), [clock]);
}
