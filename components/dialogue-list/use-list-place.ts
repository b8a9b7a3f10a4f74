"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { keepCameFrom, takeWentTo } from "@/lib/client/came-from";
import { pathWithin } from "@/lib/contract/project-paths";

/**
 * Notes what this list shows, for the way through it from one dialogue to the next; and comes back to the row of the
 * dialogue that was gone to from here.
 */
export function useListPlace(shown: readonly string[], isRead: boolean): void {
  const path = pathWithin(usePathname());
  const query = useSearchParams().toString();
  const ids = shown.join();
  // In step with this window's storage.
  useEffect(() => {
    if (isRead) keepCameFrom({ href: query === "" ? path : `${path}?${query}`, ids: ids === "" ? [] : ids.split(",") });
  }, [path, query, ids, isRead]);

  const isBack = useRef(false);
  // In step with the page's scroll position, once, when its rows are there.
  useEffect(() => {
    if (!isRead || isBack.current) return;
    isBack.current = true;
    const id = takeWentTo();
    const row = id === null ? null : document.querySelector(`[data-row="${CSS.escape(id)}"]`);
    row?.scrollIntoView({ block: "center" });
    row?.querySelector("a")?.focus({ preventScroll: true });
  }, [isRead]);
}
