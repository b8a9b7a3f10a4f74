"use client";

import { type Dispatch, useCallback, useMemo, useRef, useState } from "react";
import type { Command } from "@/lib/client/commands";
import { useCommands } from "@/lib/client/use-commands";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import type { DialogueAct } from "@/lib/domain/decision";
import type { LiveDialogue } from "@/lib/domain/live";
import type { ReviewDraft } from "@/lib/domain/review/answer";
import { LostNotice } from "../annotation/lost-notice";
import { PreviewNotice } from "../transcript/preview-notice";
import { TranscriptView } from "../transcript/transcript-view";
import { useActs } from "../transcript/use-acts";
import { type Room, useRoom } from "../transcript/use-room";
import { doneToast, errorToast } from "../ui/toasts";
import { useStartAtTop } from "../ui/use-start-at-top";
import { ActBar } from "../watch-room/act-bar";
import { useWatchRoom } from "../watch-room/use-watch-room";
import { watchRoomCommands } from "../watch-room/watch-room-commands";
import type { DraftEvent } from "./answer-draft";
import { DecisionPanel } from "./decision-panel";
import { choosingCommands, type PageCommands, reviewCommands, roomCommandsIn } from "./review-commands";
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
  const { panelRef, ...state } = useReviewItem(setting, room, item);
  const { asking, lost, guideline, draft } = state;
  const commands = reviewCommands(state);
  const isHidden = setting.served.dialogue.origin.kind === "hidden";
  const inRoom = roomCommandsIn(watchRoomCommands(room), room.proposes, isHidden).map((command) =>
    resting(command, asking),
  );
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
        <PreviewNotice room={room} />
        <TranscriptView room={room} />
      </div>
      <aside
        ref={panelRef}
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

const saidOf: Partial<Record<DraftEvent["type"], string>> = {
  propose_text: "Kept as your proposal; it goes with your answer",
  end_mark: "End mark proposed",
  mask: "Proposed for the mask",
};

/**
 * The room of an item that several people judge. Its text stands still; what a person would change becomes part of
 * their answer and is shown to them in its place. Comments are said at once, and to nobody before the item is settled.
 */
function useProposalRoom(served: ServedItem, draft: ReviewDraft, dispatch: Dispatch<DraftEvent>) {
  const live = useMemo(() => withProposals(served, draft), [served, draft]);
  const { act: say, isPending } = useActs(served.dialogue.id, { apply: ignore, assignmentId: served.assignment.id });
  const before = useRef<DraftEvent[]>([]);

  const act = useCallback(
    async (wanted: DialogueAct): Promise<"done" | "moved" | "failed"> => {
      if (wanted.kind === "comment" && served.dialogue.origin.kind !== "hidden") return say(wanted);
      const event = proposalOf(wanted, served);
      if (!event) {
        errorToast(
          wanted.kind === "comment"
            ? "Nobody is to know where this dialogue comes from, so it takes no comments. Say it in your answer."
            : "The text stands still while it is judged. Edit a turn to propose another text.",
        );
        return "failed";
      }
      const { edits = [], endMarkId = null, untrained = [] } = draft;
      before.current.push({ type: "proposals", proposals: { edits, endMarkId, untrained } });
      dispatch(event);
      doneToast(saidOf[event.type] ?? "Proposed");
      return "done";
    },
    [served, draft, dispatch, say],
  );
  function undoHere(): boolean {
    const event = before.current.pop();
    if (event) {
      dispatch(event);
      doneToast("Proposal taken back");
    }
    return event !== undefined;
  }
  const undoLast = useCallback(async () => {}, []);
  return useRoom(live, { act, undoLast, undoHere, isPending }, { opensAtStart: true, proposes: true });
}

/** A comment changes nothing that stands still. */
function ignore() {}

function withProposals({ dialogue, turns }: ServedItem, draft: ReviewDraft): LiveDialogue {
  const { edits = [], endMarkId = null, untrained = [] } = draft;
  const texts = new Map(edits.map(({ turnId, text }) => [turnId, text]));
  const proposed = turns.map((turn) => {
    const text = texts.get(turn.id);
    return text === undefined ? turn : { ...turn, text, origin: "person" as const };
  });
  return { dialogue: { ...dialogue, endMarkId, untrained }, turns: proposed, draft: null };
}

/** The change to the answer that an act amounts to; null for what cannot be proposed. */
function proposalOf(act: DialogueAct, { turns }: ServedItem): DraftEvent | null {
  switch (act.kind) {
    case "edit": {
      const original = turns.find(({ id }) => id === act.turnId)?.text;
      return { type: "propose_text", turnId: act.turnId, text: act.text === original ? null : act.text };
    }
    case "end_here":
      return { type: "end_mark", turnId: act.turnId };
    case "mask":
      return { type: "mask", turnIds: act.turnIds, trained: act.trained };
    default:
      return null;
  }
}
