"use client";

import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./cx";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ComponentProps<"button">, "children"> & {
  icon: LucideIcon;
  /** Says what it does; there is no visible text. */
  label: string;
  keys?: string;
  side?: "top" | "right" | "bottom" | "left";
};

export function IconButton({ icon: Icon, label, keys, side, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys} side={side}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={cx(
          "inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-soft transition-colors",
          "hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent",
          "disabled:cursor-not-allowed disabled:opacity-40",
          rest.className,
        )}
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </Tooltip>
  );
}
