"use client";

import { useSyncExternalStore } from "react";

const key = "realchat.raw-text";
const listeners = new Set<() => void>();
/** What was chosen where nothing can be stored. */
let unstored = false;

/** Whether this person reads replies as they were written, letter by letter; remembered in this browser. */
export function useRawChoice(): boolean {
  return useSyncExternalStore(subscribe, isRaw, () => false);
}

function isRaw(): boolean {
  try {
    return localStorage.getItem(key) === "raw";
  } catch {
    return unstored;
  }
}

/** Chooses for all texts of all pages. */
export function chooseRaw(raw: boolean) {
  unstored = raw;
  try {
    if (raw) localStorage.setItem(key, "raw");
    else localStorage.removeItem(key);
  } catch {
    // A browser that stores nothing keeps the choice as long as the page.
  }
  for (const listener of listeners) listener();
}

/** Another window of the same person may choose, too. */
function subscribe(listener: () => void): () => void {
  const heard = (event: StorageEvent) => event.key === key && listener();
  listeners.add(listener);
  window.addEventListener("storage", heard);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", heard);
  };
}
