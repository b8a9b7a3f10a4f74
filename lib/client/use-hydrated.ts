"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * False on the server and in the render that takes its HTML over, true from then on. For what only the browser knows,
 * and for cached reads that another part of the page may have finished before this part woke up.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
