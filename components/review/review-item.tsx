"use client";

import { useState } from "react";
import type { Command } from "@/lib/client/commands";
import { useCommands } from "@/lib/client/use-commands";
import { LostNotice } from "../annotation/lost-notice";
import { TranscriptView } from "../transcript/transcript-view";
import type { Room } from "../transcript/use-room";
import { useStartAtTop } from "../ui/use-start-at-top";
import { ActBar } from "../watch-room/act-bar";
import { useWatchRoom } from "../watch-room/use-watch-room";
import { watchRoomCommands } from "../watch-room/watch-room-commands";
import { DecisionPanel } from "./decision-panel";
import { choosingCommands, type PageCommands, reviewCommands, roomCommandsIn } from "./review-commands";
import { useProposalRoom } from "./use-proposal-room";
import { type ItemDraft, type ReviewSetting, useItemDraft, useReviewItem } from "./use-review-item";

type ReviewItemProps = ReviewSetting & {
  page: PageCommands;
  /** Opens the guideline with these headings marked. */
  onGuideline: (clauses: string[]) => void;
};

/** One item: the dialogue left, the decision right. Where one person judges, what they change is changed at once. */
export function ReviewItem(props: ReviewItemProps) {
  const item = useItemDraft(props);
  return props.served.isShared ? <SharedItem {...props} item={item} /> : <OwnItem {...props} item={item} />;
}

function OwnItem(props: ReviewItemProps & { item: ItemDraft }) {
  const { dialogue, turns, assignment } = props.served;
  // One object for as long as the item is shown: the room would take another one for a change.
  const [first] = useState({ dialogue, turns, draft: null });
  const room = useWatchRoom(first, assignment.id);
  return <Desk {...props} room={room} />;
}

function SharedItem(props: ReviewItemProps & { item: ItemDraft }) {
  const room = useProposalRoom(props.served, props.item.draft, props.item.dispatch);
  return <Desk {...props} room={room} />;
}

function Desk({ room, item, page, onGuideline, ...setting }: ReviewItemProps & { item: ItemDraft; room: Room }) {
  const state = useReviewItem(setting, room, item);
  const { asking, lost, guideline, draft } = state;
  const commands = reviewCommands(state);
  const inRoom = roomCommandsIn(watchRoomCommands(room), room.proposes).map((command) => resting(command, asking));
  const chosen = guideline.reasons.filter(({ key }) => draft.reasons?.includes(key));
  useCommands([
    { ...page.guideline, run: () => onGuideline(chosen.flatMap(({ clause }) => clause ?? [])) },
    page.answered,
    // What was done to this item goes first; then the answer before it.
    resting({ ...page.undo, run: () => room.undoHere() || page.undo.run() }, asking || room.composer),
    ...inRoom,
    ...Object.values(commands),
    ...choosingCommands(state),
  ]);
  useStartAtTop();
  return (
    <div className="flex flex-1 flex-col lg:flex-row">
      <div className="min-w-0 flex-1">
        {lost && <LostNotice why={lost} onPass={() => state.skip()} />}
        <TranscriptView room={room} />
      </div>
      <aside
        ref={state.panelRef}
        aria-label="Decision"
        // Until it has been seen: `useSeen` says so without drawing the item anew.
        aria-busy="true"
        className="flex flex-col border-line border-t bg-paper max-lg:sticky max-lg:bottom-0 max-lg:z-10 max-lg:max-h-[55dvh] short:static! short:max-h-none! lg:sticky lg:top-25 lg:h-[calc(100dvh-6.25rem)] lg:w-88 lg:shrink-0 lg:border-t-0 lg:border-l"
      >
        <ActBar room={room} commands={inRoom} place="panel" />
        <DecisionPanel item={state} commands={commands} />
      </aside>
    </div>
  );
}

/** The same command, resting while something else has the keys. */
function resting(command: Command, while_: unknown): Command {
  return while_ ? { ...command, when: () => false } : command;
}
