"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, Pause, Play, RotateCcw, Square, Undo2, X } from "lucide-react";
import { call } from "@/lib/client/call";
import { hrefs } from "@/lib/contract/hrefs";
import { presenceBeatMs } from "@/lib/domain/presence-times";
import { CommandButton } from "../layout/command-button";
import { Link } from "../layout/link";
import { LiveStateBadge } from "../layout/live-state-badge";
import { verdictWords } from "../transcript/dialogue-words";
import { StatusBadge } from "../transcript/status-badge";
import { steeringAct } from "../transcript/steering-act";
import { Badge } from "../ui/badge";
import { lazyPart } from "../ui/lazy-part";
import { type ListWay, ListWayBar } from "./list-way";
import { openMoment } from "./room-moments";
import type { useWatchRoom } from "./use-watch-room";
import type { WatchRoomCommands } from "./watch-room-commands";

const ContextBar = lazyPart(openMoment, ({ afterOpening }) => afterOpening.ContextBar, <span className="w-44" />);
const DialogueTags = lazyPart(openMoment, ({ afterOpening }) => afterOpening.DialogueTags);
const PreviewNotice = lazyPart(openMoment, ({ afterOpening }) => afterOpening.PreviewNotice);
// A menu carries a positioning library; it comes right after the page, in the room kept for it.
const MoreActs = lazyPart(openMoment, ({ afterOpening }) => afterOpening.MoreActs, <span className="size-8" />);

const steeringIcons = { pause: Pause, resume: Play, retry: RotateCcw };

type DialogueHeaderProps = { room: ReturnType<typeof useWatchRoom>; commands: WatchRoomCommands; way: ListWay };

/** Which dialogue this is, how it stands, and what can be done to the whole of it. */
export function DialogueHeader({ room, commands, way }: DialogueHeaderProps) {
  const { dialogue, streamState, mayAct, isPending } = room;
  const { origin } = dialogue;
  return (
    <header className="z-10 flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-paper px-4 py-2.5 sm:px-6 md:sticky md:top-13 short:static!">
      <div className="min-w-72 flex-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="font-semibold text-base tabular-nums">Dialogue {dialogue.number}</h1>
          <StatusBadge dialogue={dialogue} />
          {dialogue.verdict && (
            <Badge tone={dialogue.verdict === "accepted" ? "ok" : "danger"}>{verdictWords[dialogue.verdict]}</Badge>
          )}
          <LiveStateBadge state={streamState} />
          <ListWayBar way={way} />
          <DialogueTags room={room} />
          <PresenceList dialogueId={dialogue.id} writing={room.composer !== null} />
        </div>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-ink-faint text-xs">
          {origin.kind === "run" ? (
            <Link href={hrefs.run(origin.runId)} className="max-w-72 truncate hover:text-ink hover:underline">
              {origin.name}
            </Link>
          ) : (
            <span className="max-w-72 truncate">Imported: {origin.name}</span>
          )}
          <ContextBar dialogue={dialogue} className="w-44" />
        </p>
      </div>
      {mayAct && (
        <div className="flex flex-wrap items-center gap-1.5">
          <MoreActs commands={commands} dialogueId={dialogue.id} />
          <CommandButton command={commands.undo} icon={Undo2} iconOnly />
          <CommandButton command={commands.steer} icon={steeringIcons[steeringAct(dialogue) ?? "pause"]} size="sm" />
          <CommandButton command={commands.stop} icon={Square} size="sm" />
          <CommandButton command={commands.reject} icon={X} size="sm" variant="danger" />
          <CommandButton command={commands.accept} icon={Check} size="sm" variant="primary" pending={isPending} />
        </div>
      )}
      {/* Where the header stays in sight, so does this. */}
      {room.preview && (
        <PreviewNotice
          room={room}
          className="static! -mx-4 -mb-2.5 basis-[calc(100%+2rem)] max-md:hidden sm:-mx-6 sm:basis-[calc(100%+3rem)]"
        />
      )}
    </header>
  );
}

/** Who else has this dialogue before them now; while it is on the page it tells the others about the viewer. */
function PresenceList({ dialogueId, writing }: { dialogueId: string; writing: boolean }) {
  const doing = writing ? "writing" : "reading";
  const { data: others = [] } = useQuery({
    queryKey: ["presence", dialogueId, doing],
    queryFn: ({ signal }) => call("beatPresence", { params: { dialogueId }, body: { doing }, signal }),
    select: (answer) => answer.items,
    refetchInterval: presenceBeatMs,
    retry: false,
  });
  if (others.length === 0) return null;
  return (
    <ul aria-label="Also here" className="flex items-center gap-1 text-xs">
      {others.map(({ personId, name, doing: theirs }) => (
        <li
          key={personId}
          className={`inline-flex h-5 items-center rounded-full px-2 text-2xs ${theirs === "writing" ? "bg-warn-soft text-warn" : "bg-hover text-ink-soft"}`}
        >
          {name}
          {theirs === "writing" ? " is writing" : " is here"}
        </li>
      ))}
    </ul>
  );
}
