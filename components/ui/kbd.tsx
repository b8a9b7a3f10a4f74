"use client";

import { useSyncExternalStore } from "react";
import { cx } from "./cx";
import { formatKeys } from "./format-keys";

function subscribeToNothing() {
  return () => {};
}

function isMac() {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}

/** A key combination such as `mod+k`, drawn as keys. Hidden from assistive technology: `aria-keyshortcuts` says it there. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  const mac = useSyncExternalStore(subscribeToNothing, isMac, () => false);
  return (
    <span aria-hidden className={cx("inline-flex gap-0.5 font-sans", className)}>
      {formatKeys(keys, mac).map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded border border-current/25 px-1 font-sans text-2xs font-medium"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
