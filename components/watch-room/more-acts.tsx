"use client";

import { Ellipsis, MessageCircle, Tag, Trash2 } from "lucide-react";
import type { Command } from "@/lib/client/commands";
import { runCommand } from "@/lib/client/use-commands";
import { IconButton } from "../ui/icon-button";
import { Menu, MenuItem } from "../ui/menu";
import type { WatchRoomCommands } from "./watch-room-commands";

/** What is done to a dialogue more rarely. */
export function MoreActs({ commands }: { commands: WatchRoomCommands }) {
  return (
    <Menu trigger={<IconButton icon={Ellipsis} label="More" />}>
      <Item command={commands.tag} icon={Tag} />
      <Item command={commands.commentOnDialogue} icon={MessageCircle} />
      <Item command={commands.delete} icon={Trash2} danger />
    </Menu>
  );
}

function Item({ command, icon, danger }: { command: Command; icon: typeof Tag; danger?: boolean }) {
  return (
    <MenuItem
      icon={icon}
      keys={command.keys[0]}
      danger={danger}
      disabled={!(command.when?.() ?? true)}
      // After the menu has given the focus back, or a form that opens would lose it.
      onSelect={() => setTimeout(() => runCommand(command))}
    >
      {command.label}
    </MenuItem>
  );
}
