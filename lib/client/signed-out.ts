"use client";

import { useSyncExternalStore } from "react";

let isSignedOut = false;
const watchers = new Set<() => void>();

/** What the studio's last answer said of the session: a refused call ends it, a call that is answered shows it is back. */
export function noteSession(isThere: boolean): void {
  if (isSignedOut === !isThere) return;
  isSignedOut = !isThere;
  for (const watcher of watchers) watcher();
}

/** True while the studio refuses this browser's calls because nobody is signed in. False on the server. */
export function useSignedOut(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => isSignedOut,
    () => false,
  );
}
