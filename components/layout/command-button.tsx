"use client";

import type { LucideIcon } from "lucide-react";
import type { Command } from "@/lib/client/commands";
import { runCommand } from "@/lib/client/use-commands";
import { Button, type ButtonVariant } from "../ui/button";
import { IconButton } from "../ui/icon-button";

type CommandButtonProps = {
  command: Command;
  icon?: LucideIcon;
  /** Leaves the icon only; name and key show on hover. */
  iconOnly?: boolean;
  /** Shows the short name, in a crowded bar; the whole one is told and shows on hover. */
  brief?: boolean;
  variant?: ButtonVariant;
  size?: "sm" | "md";
  pending?: boolean;
  className?: string;
};

/** The button of a command: same name, same key, same act, and it flashes when its key is pressed. */
export function CommandButton({
  command,
  icon: Icon,
  iconOnly,
  brief,
  variant,
  size,
  pending,
  className,
}: CommandButtonProps) {
  const shared = {
    "data-command": command.id,
    disabled: !(command.when?.() ?? true),
    onClick: () => runCommand(command),
    keys: command.keys[0],
    className,
  };
  if (Icon && iconOnly) return <IconButton {...shared} icon={Icon} label={command.label} />;
  const isShort = brief && command.short !== undefined;
  const told = isShort && { "aria-label": command.label, title: command.label };
  const why = command.refused && { title: `${command.label}: ${command.refused}` };
  return (
    <Button {...shared} {...told} {...why} variant={variant} size={size} pending={pending}>
      {Icon && <Icon aria-hidden className="size-4" />}
      {isShort ? command.short : command.label}
    </Button>
  );
}
