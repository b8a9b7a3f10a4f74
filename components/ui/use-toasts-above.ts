"use client";

import { type RefObject, useEffect } from "react";

/** Keeps toasts clear of an element at the foot of the window: what is decided with next must not lie under them. */
export function useToastsAbove(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty("--toasts-above", `${element.offsetHeight}px`));
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty("--toasts-above");
    };
  }, [ref]);
}
