"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { Kbd } from "./kbd";

type ChipProps = { pressed: boolean; onToggle: () => void; keys?: string; removable?: boolean; children: ReactNode };

/** A toggle the size of a word: a reason, a filter. `removable` shows a cross, for filters that are on. */
export function Chip({ pressed, onToggle, keys, removable, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onToggle}
      className={cx(
        "inline-flex h-7 max-w-full items-center gap-1.5 rounded-full border px-2.5 text-xs transition-colors",
        pressed
          ? "border-accent bg-accent-soft font-medium text-accent"
          : "border-line-strong/60 bg-surface text-ink-soft hover:bg-hover hover:text-ink",
      )}
    >
      <span className="truncate">{children}</span>
      {keys && <Kbd keys={keys} />}
      {removable && pressed && <X aria-hidden className="size-3 shrink-0" />}
    </button>
  );
}
