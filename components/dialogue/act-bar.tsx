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
import type { Room } from "./use-room";

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

/**
 * What can be done to the chosen turn, with the keys that do it; at the foot of the window while nothing is typed. Of
 * `commands` those that have an icon here are shown.
 */
export function ActBar({ room, commands }: { room: Room; commands: Command[] }) {
  if (!room.mayAct || room.composer) return null;
  return (
    <div
      role="toolbar"
      aria-label="The chosen turn"
      className="sticky bottom-0 z-10 mt-auto flex items-center gap-0.5 overflow-x-auto border-line border-t bg-paper px-3 py-2 max-2xl:[&_svg]:hidden sm:px-5 md:flex-wrap"
    >
      {commands.map((command) => {
        const icon = icons[command.id];
        return icon && <CommandButton key={command.id} size="sm" variant="quiet" command={command} icon={icon} />;
      })}
    </div>
  );
}
