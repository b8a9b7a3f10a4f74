"use client";

import { usePathname, useSearchParams } from "next/navigation";

type Patch = Record<string, string | null | undefined>;

/** Filters and sort order live in the URL: shareable, and back where they were after a reload. Empty = not there. */
export function useUrlState(): [params: URLSearchParams, change: (patch: Patch) => void] {
  const params = useSearchParams();
  const pathname = usePathname();

  function change(patch: Patch) {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(patch)) {
      if (value) next.set(key, value);
      else next.delete(key);
    }
    // Next keeps useSearchParams in step with this and asks the server for nothing.
    window.history.replaceState(null, "", next.size > 0 ? `${pathname}?${next}` : pathname);
  }
  return [new URLSearchParams(params), change];
}
