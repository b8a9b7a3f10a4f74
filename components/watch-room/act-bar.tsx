"use client";

import {
  CircleStop,
  EyeOff,
  Flag,
  GitBranch,
  type LucideIcon,
  MessageCircle,
  MessageSquarePlus,
  MessageSquareText,
  PenLine,
  RefreshCw,
  X,
} from "lucide-react";
import type { Command } from "@/lib/client/commands";
import { CommandButton } from "../layout/command-button";
import type { Room } from "../transcript/use-room";
import { cx } from "../ui/cx";

const icons: Record<string, LucideIcon> = {
  "turn-edit": PenLine,
  "turn-regenerate": RefreshCw,
  "turn-regenerate-note": MessageSquareText,
  "turn-reject": X,
  "turn-branch": GitBranch,
  "turn-end-here": CircleStop,
  "turn-mask": EyeOff,
  "turn-comment": MessageCircle,
  "turn-flag": Flag,
  "dialogue-take-over": MessageSquarePlus,
};

const places = {
  foot: "sticky bottom-0 z-10 mt-auto border-t bg-paper px-3 sm:px-5 md:flex-wrap",
  panel: "shrink-0 border-b px-2 lg:flex-wrap",
} as const;

type ActBarProps = { room: Room; commands: Command[]; place?: keyof typeof places };

/**
 * What can be done to the chosen turn, with the keys that do it; at the foot of the window, or in a panel beside it. Of
 * `commands` those that have an icon here are shown.
 */
export function ActBar({ room, commands, place = "foot" }: ActBarProps) {
  if (!room.mayAct || ((room.composer || room.preview) && place === "foot")) return null;
  return (
    <div
      role="toolbar"
      aria-label="The chosen turn"
      className={cx("flex items-center gap-0.5 overflow-x-auto border-line py-2 max-2xl:[&_svg]:hidden", places[place])}
    >
      {commands.map((command) => {
        const icon = icons[command.id];
        return (
          icon && (
            <CommandButton
              key={command.id}
              brief
              size="sm"
              variant="quiet"
              className="px-1.5!"
              command={command}
              icon={icon}
            />
          )
        );
      })}
    </div>
  );
}
