"use client";

import { useSyncExternalStore } from "react";

function onStorage(listener: () => void) {
  window.addEventListener("storage", listener);
  return () => window.removeEventListener("storage", listener);
}

/** A small choice that this browser remembers, and how to change it. Lasts the visit where storage is refused. */
export function useRemembered(key: string, initial: string): [string, (next: string) => void] {
  const value = useSyncExternalStore(
    onStorage,
    () => read(key) ?? initial,
    () => initial,
  );
  function change(next: string) {
    forVisit.set(key, next);
    try {
      localStorage.setItem(key, next);
    } catch {
      // Private windows may refuse; the visit's own copy carries on.
    }
    window.dispatchEvent(new StorageEvent("storage", { key }));
  }
  return [value, change];
}

const forVisit = new Map<string, string>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return forVisit.get(key) ?? null;
  }
}
