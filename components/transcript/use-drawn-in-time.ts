"use client";

import { type RefCallback, useCallback, useState } from "react";

/** How far out of sight something is drawn before it is scrolled to. */
const ahead = "1000px";

/**
 * Whether what `ref` stands on is drawn in full: at once, or as soon as it comes near sight or the browser rests. A page
 * of very many pieces works at once and is whole a moment later.
 */
export function useDrawnInTime(atOnce: boolean): [boolean, RefCallback<HTMLElement>] {
  const [isTime, setTime] = useState(atOnce);
  const isDrawn = isTime || atOnce;
  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (!element || isDrawn) return;
      const draw = () => setTime(true);
      const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && draw(), {
        rootMargin: ahead,
      });
      near.observe(element);
      const resting = typeof requestIdleCallback === "function" ? requestIdleCallback(draw) : 0;
      return () => {
        near.disconnect();
        if (resting !== 0) cancelIdleCallback(resting);
      };
    },
    [isDrawn],
  );
  return [isDrawn, ref];
}
