"use client";

import { useEffect } from "react";

/** What is read one after the other begins at its first line, wherever the one before was left. */
export function useStartAtTop(): void {
  // In step with the window's scroll position, once.
  useEffect(() => {
    document.scrollingElement?.scrollTo({ top: 0 });
  }, []);
}
