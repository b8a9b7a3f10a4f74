"use client";

import { Trash2 } from "lucide-react";
import { CommandButton } from "../layout/command-button";
import type { WatchRoomCommands } from "./watch-room-commands";

/** Says that a dialogue is in the trash, where only its address leads, and how it comes back. */
export function DeletedNotice({ commands }: { commands: WatchRoomCommands }) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 bg-warn-soft px-4 py-2.5 text-sm text-warn sm:px-6">
      <Trash2 aria-hidden className="size-4 shrink-0" />
      <p className="flex-1">
        This dialogue was deleted: it is in no list, queue or export. Its turns and log are kept.
      </p>
      <CommandButton command={commands.restore} size="sm" />
    </div>
  );
}
