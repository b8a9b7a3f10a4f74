"use client";

import { useQuery } from "@tanstack/react-query";
import { PanelRight } from "lucide-react";
import { useState } from "react";
import { ClientError } from "@/lib/client/client-error";
import type { Command } from "@/lib/client/commands";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import { useCommands } from "@/lib/client/use-commands";
import { useLoadAhead } from "@/lib/client/use-load-ahead";
import type { QueueOfDialogue } from "@/lib/contract/endpoints/dialogues";
import { hrefs } from "@/lib/contract/hrefs";
import type { LiveDialogue } from "@/lib/domain/live";
import { CommandButton } from "../layout/command-button";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { TranscriptView } from "../transcript/transcript-view";
import { writingMoment } from "../transcript/writing-moment";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { lazyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { DialogueHeader } from "./dialogue-header";
import { useListWay } from "./list-way";
import { inspectorMoment, openMoment } from "./room-moments";
import { useWatchRoom } from "./use-watch-room";
import { type WatchRoomCommands, watchRoomCommands } from "./watch-room-commands";

/** Reads a dialogue, then opens its watch room. */
export function DialoguePage({ dialogueId }: { dialogueId: string }) {
  const { data, error, refetch } = useQuery(dialogueQueries.one(dialogueId));
  if (data) return <WatchRoom key={dialogueId} first={data} />;
  return (
    <Page title="Dialogue" width="reading">
      {error instanceof ClientError && error.code === "not_found" ? (
        <NoDialogue />
      ) : error ? (
        <QueryError what="the dialogue" error={error} onRetry={refetch} />
      ) : (
        <SkeletonRows rows={6} label="Reading the dialogue" />
      )}
    </Page>
  );
}

/** The address names no dialogue of this studio. */
function NoDialogue() {
  return (
    <EmptyState
      title="There is no such dialogue"
      action={
        <Button asChild>
          <Link href={hrefs.dialogues}>All dialogues</Link>
        </Button>
      }
    >
      The address may be cut off, or it comes from another studio.
    </EmptyState>
  );
}

// Beside the transcript; it reads more once the page works, so its code comes then too.
const Inspector = lazyPart(
  inspectorMoment,
  ({ Inspector }) => Inspector,
  <SkeletonRows rows={6} label="Opening the inspector" />,
);

const SearchHits = lazyPart(openMoment, ({ afterOpening }) => afterOpening.SearchHits);
const DeletedNotice = lazyPart(openMoment, ({ afterOpening }) => afterOpening.DeletedNotice);
const QueueNotice = lazyPart(openMoment, ({ afterOpening }) => afterOpening.QueueNotice);
const PreviewNotice = lazyPart(openMoment, ({ afterOpening }) => afterOpening.PreviewNotice);
// Its keys work from the beginning; its place is kept.
const ActBar = lazyPart(
  openMoment,
  ({ afterOpening }) => afterOpening.ActBar,
  <div className="sticky bottom-0 z-10 mt-auto h-11 border-line border-t bg-paper" />,
);
const DetailsDrawer = lazyPart(inspectorMoment, ({ DetailsDrawer }) => DetailsDrawer);

/** Where people judge it blind, its verdict comes from the queue: the buttons here say so. */
function withoutVerdict(commands: WatchRoomCommands, queues: QueueOfDialogue[]): WatchRoomCommands {
  const blind = queues.find(({ isBlind }) => isBlind);
  if (!blind) return commands;
  const why = { refused: `people judge it in the queue “${blind.name}”, each by themselves`, when: () => false };
  return { ...commands, accept: { ...commands.accept, ...why }, reject: { ...commands.reject, ...why } };
}

/** A dialogue as it is being written, and everything a person can do about it. */
function WatchRoom({ first }: { first: LiveDialogue }) {
  const room = useWatchRoom(first);
  const [details, setDetails] = useState(false);
  useLoadAhead(inspectorMoment, openMoment, writingMoment);
  const { data: queues = [] } = useQuery(dialogueQueries.queuesOf(room.dialogue.id));
  const commands = withoutVerdict(watchRoomCommands(room), queues);
  const inspect: Command = {
    id: "inspect",
    label: "Details",
    keys: ["i"],
    group: "Read",
    run: () => setDetails(true),
  };
  const way = useListWay(room.dialogue.id);
  const { accept } = commands;
  /** Judges it and goes on in the list; what the room cannot do now, it does not leave for either. */
  const acceptNext: Command = {
    id: "dialogue-accept-next",
    label: "Accept, next dialogue",
    keys: ["shift+a"],
    group: "The dialogue",
    when: () => way.hasList && (accept.when?.() ?? true),
    run: () =>
      void room.act({ kind: "accept", headId: room.dialogue.headId }).then((done) => done === "done" && way.goOn()),
  };
  const onRejected = way.hasList ? way.goOn : undefined;
  useCommands([...Object.values(commands), ...Object.values(way.commands), acceptNext, inspect]);

  return (
    <div className="flex flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <DialogueHeader room={room} commands={commands} way={way} />
        {room.dialogue.deletedAt !== null && <DeletedNotice commands={commands} dialogueId={room.dialogue.id} />}
        {room.preview && <PreviewNotice room={room} className="md:hidden" />}
        {queues.length > 0 && <QueueNotice queues={queues} />}
        <TranscriptView room={room} onRejected={onRejected} />
        {way.searched !== "" && <SearchHits room={room} typed={way.searched} />}
        {room.mayAct && <ActBar room={room} commands={Object.values(commands)} />}
      </div>
      <aside
        aria-label="Inspector"
        className="sticky top-13 hidden h-[calc(100dvh-3.25rem)] w-80 shrink-0 overflow-y-auto border-line border-l p-5 xl:block"
      >
        <Inspector room={room} />
      </aside>
      <CommandButton
        command={inspect}
        icon={PanelRight}
        iconOnly
        className="fixed right-3 bottom-16 z-20 border border-line bg-surface shadow-float xl:hidden"
      />
      {details && <DetailsDrawer room={room} onClose={() => setDetails(false)} />}
    </div>
  );
}
