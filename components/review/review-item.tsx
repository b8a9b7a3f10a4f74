"use client";

import type { Command } from "@/lib/client/commands";
import { useCommands } from "@/lib/client/use-commands";
import { ActBar } from "../dialogue/act-bar";
import { composerCommands } from "../dialogue/composer-commands";
import { TranscriptView } from "../dialogue/transcript-view";
import type { Room } from "../dialogue/use-room";
import { useWatchRoom } from "../dialogue/use-watch-room";
import { watchRoomCommands } from "../dialogue/watch-room-commands";
import { DecisionPanel } from "./decision-panel";
import { choosingCommands, reviewCommands, roomCommandsIn } from "./review-commands";
import { useProposalRoom } from "./use-proposal-room";
import { type ItemDraft, type ReviewSetting, useItemDraft, useReviewItem } from "./use-review-item";

type ReviewItemProps = ReviewSetting & {
  /** Commands of the page around it. */
  pageCommands: Command[];
};

/** One item: the dialogue left, the decision right. Where one person judges, what they change is changed at once. */
export function ReviewItem(props: ReviewItemProps) {
  const item = useItemDraft(props);
  return props.served.isShared ? <SharedItem {...props} item={item} /> : <OwnItem {...props} item={item} />;
}

function OwnItem(props: ReviewItemProps & { item: ItemDraft }) {
  const { dialogue, turns, assignment } = props.served;
  const room = useWatchRoom({ dialogue, turns, draft: null }, assignment.id);
  return <Desk {...props} room={room} />;
}

function SharedItem(props: ReviewItemProps & { item: ItemDraft }) {
  const room = useProposalRoom(props.served, props.item.draft, props.item.dispatch);
  return <Desk {...props} room={room} />;
}

function Desk({ room, item, pageCommands, ...setting }: ReviewItemProps & { item: ItemDraft; room: Room }) {
  const state = useReviewItem(setting, room, item);
  const commands = reviewCommands(state);
  const inRoom = roomCommandsIn(watchRoomCommands(room), room.proposes).map((command) =>
    paused(command, state.asking !== null),
  );
  useCommands([
    ...pageCommands.map((command) => paused(command, state.asking !== null || room.composer !== null)),
    ...inRoom,
    ...Object.values(commands),
    ...choosingCommands(state),
    ...composerCommands(room),
  ]);
  return (
    <div className="flex flex-1 flex-col lg:flex-row">
      <div className="flex min-w-0 flex-1 flex-col">
        {state.lost && (
          <p role="status" className="bg-warn-soft px-4 py-2.5 text-sm text-warn sm:px-6">
            {state.lost} What you typed is kept; an answer is kept too, but may come too late to count.
          </p>
        )}
        <TranscriptView room={room} />
        <ActBar room={room} commands={inRoom} />
      </div>
      <aside
        aria-label="Decision"
        className="border-line border-t bg-paper p-4 max-lg:sticky max-lg:bottom-0 max-lg:z-10 max-lg:max-h-[50dvh] max-lg:overflow-y-auto sm:p-5 lg:sticky lg:top-25 lg:h-[calc(100dvh-6.25rem)] lg:w-88 lg:shrink-0 lg:overflow-y-auto lg:border-t-0 lg:border-l"
      >
        <DecisionPanel item={state} commands={commands} />
      </aside>
    </div>
  );
}

/** The same command, resting while something else has the keys. */
function paused(command: Command, rests: boolean): Command {
  return rests ? { ...command, when: () => false } : command;
}
