"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { FocusReturn } from "./focus-return";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
};

/** A modal question or form. Esc and a press outside close it; focus goes back to where it came from. */
export function Dialog({ open, onOpenChange, title, description, wide, children, footer }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cx(
            "fixed top-1/2 left-1/2 z-50 flex max-h-[min(88dvh,52rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col",
            "rounded-xl border border-line bg-surface shadow-float",
            wide ? "max-w-3xl" : "max-w-lg",
          )}
        >
          <FocusReturn />
          <header className="flex items-start gap-4 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <Radix.Title className="font-semibold text-base text-ink">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-1 text-ink-soft text-sm">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close aria-label="Close" className="-mr-1.5 rounded-md p-1.5 text-ink-soft hover:bg-hover">
              <X aria-hidden className="size-4" />
            </Radix.Close>
          </header>
          {children && <div className="min-h-0 overflow-y-auto px-5 py-2">{children}</div>}
          {footer && <footer className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-4">{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
