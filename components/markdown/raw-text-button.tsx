"use client";

import { Pilcrow } from "lucide-react";
import type { Command } from "@/lib/client/commands";
import { runCommand, useCommands } from "@/lib/client/use-commands";
import { IconButton } from "../ui/icon-button";
import { chooseRaw, useRawChoice } from "./use-raw-choice";

/** Shows texts letter by letter, as they were written, or as they read; with its key while it is on the page. */
export function RawTextButton({ className }: { className?: string }) {
  const raw = useRawChoice();
  const command: Command = {
    id: "raw-text",
    label: raw ? "Show text as it reads" : "Show raw text",
    keys: ["v"],
    group: "Read",
    run: () => chooseRaw(!raw),
  };
  useCommands([command]);
  return (
    <IconButton
      icon={Pilcrow}
      label="Raw text"
      keys="v"
      aria-pressed={raw}
      data-command={command.id}
      className={className}
      onClick={() => runCommand(command)}
    />
  );
}
