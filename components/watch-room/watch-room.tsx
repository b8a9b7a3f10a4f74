"use client";

import { PanelRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Command } from "@/lib/client/commands";
import { useCommands } from "@/lib/client/use-commands";
import { useLoadAhead } from "@/lib/client/use-load-ahead";
import type { LiveDialogue } from "@/lib/domain/live";
import { CommandButton } from "../layout/command-button";
import { TranscriptView } from "../transcript/transcript-view";
import { SkeletonRows } from "../ui/skeleton";
import { DialogueHeader } from "./dialogue-header";
import { roomParts } from "./room-parts";
import { useWatchRoom } from "./use-watch-room";
import { watchRoomCommands } from "./watch-room-commands";

// Beside the transcript; it reads more once the page works, so its code comes then too.
const Inspector = dynamic(() => import("./inspector").then((module) => module.Inspector), {
  ssr: false,
  loading: () => <SkeletonRows rows={6} label="Opening the inspector" />,
});
const ActBar = dynamic(() => import("./act-bar").then((module) => module.ActBar), { ssr: false });
const DeletedNotice = dynamic(roomParts.deletedNotice, {
  ssr: false,
});
const DetailsDrawer = dynamic(roomParts.detailsDrawer, { ssr: false });

/** A dialogue as it is being written, and everything a person can do about it. */
export function WatchRoom({ first }: { first: LiveDialogue }) {
  const room = useWatchRoom(first);
  const [details, setDetails] = useState(false);
  useLoadAhead(roomParts);
  const commands = watchRoomCommands(room);
  const inspect: Command = {
    id: "inspect",
    label: "Details",
    keys: ["i"],
    group: "Read",
    run: () => setDetails(true),
  };
  useCommands([...Object.values(commands), inspect]);

  return (
    <div className="flex flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <DialogueHeader room={room} commands={commands} />
        {room.dialogue.deletedAt !== null && <DeletedNotice commands={commands} />}
        <TranscriptView room={room} />
        <ActBar room={room} commands={Object.values(commands)} />
      </div>
      <aside
        aria-label="Inspector"
        className="sticky top-13 hidden h-[calc(100dvh-3.25rem)] w-80 shrink-0 overflow-y-auto border-line border-l p-5 xl:block"
      >
        <Inspector row={room.selected} dialogueId={room.dialogue.id} />
      </aside>
      <CommandButton
        command={inspect}
        icon={PanelRight}
        iconOnly
        className="fixed right-3 bottom-16 z-20 border border-line bg-surface shadow-float xl:hidden"
      />
      {details && <DetailsDrawer row={room.selected} dialogueId={room.dialogue.id} onClose={() => setDetails(false)} />}
    </div>
  );
}
