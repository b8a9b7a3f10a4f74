"use client";

import type { LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx";
import { Kbd } from "./kbd";

type MenuProps = { trigger: ReactElement; align?: "start" | "end"; label?: ReactNode; children: ReactNode };

/** Acts behind a button; the trigger is that button. Children are {@link MenuItem}s. */
export function Menu({ trigger, align = "end", label, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 min-w-48 animate-appear rounded-lg border border-line bg-surface p-1 shadow-float"
        >
          {label && <DropdownMenu.Label className="px-2.5 py-1.5 text-ink-faint text-xs">{label}</DropdownMenu.Label>}
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type MenuItemProps = {
  onSelect?: () => void;
  icon?: LucideIcon;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Renders the one child, a link, as the item. */
  asChild?: boolean;
  children: ReactNode;
};

export function MenuItem({ onSelect, icon: Icon, keys, danger, disabled, asChild, children }: MenuItemProps) {
  const className = cx(
    "flex w-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left text-sm outline-none",
    "data-highlighted:bg-hover data-disabled:opacity-50",
    danger ? "text-danger" : "text-ink",
  );
  if (asChild) {
    return (
      <DropdownMenu.Item asChild onSelect={onSelect} disabled={disabled} className={className}>
        {children}
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.Item onSelect={onSelect} disabled={disabled} className={className}>
      {Icon && <Icon aria-hidden className="size-4 opacity-70" />}
      <span className="flex-1">{children}</span>
      {keys && <Kbd keys={keys} />}
    </DropdownMenu.Item>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}
