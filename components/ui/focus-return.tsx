"use client";

import { useEffect, useState } from "react";

/**
 * Stands inside of what takes the focus (a dialog, a drawer, the palette) and gives it back to where it was. Radix does
 * so only for dialogs that have a trigger of their own; ours are opened by keys and commands.
 */
export function FocusReturn() {
  // The first render comes before the focus is taken.
  const [opener] = useState(() => (typeof document === "undefined" ? null : document.activeElement));
  useEffect(
    () => () => {
      // After the dialog's own trap has let go, and before anything that was waiting for it to close.
      queueMicrotask(() => {
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
      });
    },
    [opener],
  );
  return null;
}
