"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { FocusReturn } from "./focus-return";

type DrawerProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  side?: "left" | "right";
  children: ReactNode;
};

/** A modal sheet at the side of the window: the sidebar and the inspector on a narrow screen, help anywhere. */
export function Drawer({ open, onOpenChange, title, side = "right", children }: DrawerProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className={cx(
            "fixed inset-y-0 z-50 flex w-[min(26rem,calc(100vw-3rem))] flex-col border-line bg-surface shadow-float",
            side === "right" ? "right-0 border-l" : "left-0 border-r",
          )}
        >
          <FocusReturn />
          <header className="flex h-13 shrink-0 items-center justify-between border-line border-b pr-2 pl-4">
            <Radix.Title className="font-semibold text-sm">{title}</Radix.Title>
            <Radix.Close aria-label="Close" className="rounded-md p-2 text-ink-soft hover:bg-hover">
              <X aria-hidden className="size-4" />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
