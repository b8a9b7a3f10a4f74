"use client";

import { useSyncExternalStore } from "react";
import { cx } from "./cx";

const signs: Record<string, [mac: string, other: string]> = {
  mod: ["⌘", "Ctrl"],
  shift: ["⇧", "Shift"],
  alt: ["⌥", "Alt"],
  enter: ["↵", "Enter"],
  escape: ["Esc", "Esc"],
  arrowleft: ["←", "←"],
  arrowright: ["→", "→"],
  arrowup: ["↑", "↑"],
  arrowdown: ["↓", "↓"],
  " ": ["Space", "Space"],
  space: ["Space", "Space"],
};

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

/** The keys of a combination as a person reads them: `mod+k` is ["⌘", "K"] on a Mac and ["Ctrl", "K"] elsewhere. */
export function formatKeys(combination: string, mac: boolean): string[] {
  // A trailing + is the key itself, not a separator.
  return combination.split(/\+(?!$)/).map((key) => {
    const sign = signs[key.toLowerCase()];
    return sign ? sign[mac ? 0 : 1] : key.length === 1 ? key.toUpperCase() : key;
  });
}
