"use client";

import {
  CircleStop,
  EyeOff,
  Flag,
  GitBranch,
  MessageCircle,
  MessageSquarePlus,
  MessageSquareText,
  PenLine,
  RefreshCw,
  X,
} from "lucide-react";
import { CommandButton } from "../layout/command-button";
import type { WatchRoom } from "./use-watch-room";
import type { WatchRoomCommands } from "./watch-room-commands";

/** What can be done to the chosen turn, with the keys that do it; at the foot of the window while nothing is typed. */
export function ActBar({ room, commands }: { room: WatchRoom; commands: WatchRoomCommands }) {
  if (!room.mayAct || room.composer) return null;
  const shared = { size: "sm", variant: "quiet" } as const;
  return (
    <div
      role="toolbar"
      aria-label="The chosen turn"
      className="sticky bottom-0 z-10 mt-auto flex items-center gap-0.5 overflow-x-auto border-line md:flex-wrap border-t bg-paper px-3 py-2 sm:px-5 max-2xl:[&_svg]:hidden"
    >
      <CommandButton {...shared} command={commands.edit} icon={PenLine} />
      <CommandButton {...shared} command={commands.regenerate} icon={RefreshCw} />
      <CommandButton {...shared} command={commands.regenerateWithNote} icon={MessageSquareText} />
      <CommandButton {...shared} command={commands.rejectTurn} icon={X} />
      <CommandButton {...shared} command={commands.branch} icon={GitBranch} />
      <CommandButton {...shared} command={commands.endHere} icon={CircleStop} />
      <CommandButton {...shared} command={commands.mask} icon={EyeOff} />
      <CommandButton {...shared} command={commands.comment} icon={MessageCircle} />
      <CommandButton {...shared} command={commands.flag} icon={Flag} />
      <CommandButton {...shared} command={commands.takeOver} icon={MessageSquarePlus} />
    </div>
  );
}
