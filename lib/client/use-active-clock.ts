"use client";

import { useCallback, useEffect, useMemo } from "react";

/** Seconds without any sign of the person after which they count as away. */
const idleAfterSeconds = 30;

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

/**
 * Counts the seconds in which a person was at work: each sign of them (a key, a movement, a scroll) counts what passed
 * since the last one, at most 30 s; a page that is hidden counts nothing. Times in milliseconds, from any origin.
 */
export function createActiveClock(now: number) {
  let active = 0;
  let lastSign: number | null = now;
  return {
    /** The person did something. */
    sign(at: number) {
      if (lastSign !== null) active += Math.min(at - lastSign, idleAfterSeconds * 1_000);
      lastSign = at;
    },
    /** The page went out of sight; time begins again with the next sign. */
    leave(at: number) {
      if (lastSign !== null) active += Math.min(at - lastSign, idleAfterSeconds * 1_000);
      lastSign = null;
    },
    /** Active seconds until `at`. */
    seconds(at: number): number {
      const running = lastSign === null ? 0 : Math.min(at - lastSign, idleAfterSeconds * 1_000);
      return (active + running) / 1_000;
    },
  };
}
