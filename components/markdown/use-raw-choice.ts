"use client";

import { useSyncExternalStore } from "react";
import { useCommands } from "@/lib/client/use-commands";

const key = "realchat.raw-text";
const listeners = new Set<() => void>();
/** What was chosen where nothing can be stored. */
let unstored = false;

/** Whether this person reads replies as they were written, letter by letter; remembered in this browser. */
export function useRawChoice(): boolean {
  return useSyncExternalStore(subscribe, isRaw, () => false);
}

/** Offers the key that shows raw text, and Markdown again, while the caller is mounted. */
export function useRawTextKey(): void {
  const raw = useRawChoice();
  useCommands([
    {
      id: "raw-text",
      label: raw ? "Show text as it reads" : "Show raw text",
      keys: ["v"],
      group: "Read",
      run: () => choose(!raw),
    },
  ]);
}

function isRaw(): boolean {
  try {
    return localStorage.getItem(key) === "raw";
  } catch {
    return unstored;
  }
}

function choose(raw: boolean) {
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
