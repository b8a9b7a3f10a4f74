"use client";

import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import type { Draft } from "@/lib/domain/live";
import { lazyPart } from "../ui/lazy-part";
import { TurnFrame } from "./turn-frame";
import { TurnRow } from "./turn-row";
import { markdownMoment, TurnText } from "./turn-text";
import type { Drafts, Room } from "./use-room";
import { writingMoment } from "./writing-moment";

const RawTextButton = lazyPart(markdownMoment, ({ reading }) => reading.RawTextButton);
const ComposerForm = lazyPart(writingMoment, ({ belowTurns }) => belowTurns.ComposerForm);
const TranscriptEnd = lazyPart(writingMoment, ({ belowTurns }) => belowTurns.TranscriptEnd);

/** In a longer transcript what is out of sight is neither laid out nor painted, and becomes Markdown by and by. */
const shortest = 60;
/** Turns at either end, where reading begins, are Markdown from the first. */
const near = 8;

type TranscriptViewProps = {
  room: Room;
  /** Where to go once the dialogue is rejected, when somebody asks for that; absent where there is no list to go on in. */
  onRejected?: () => void;
};

/** The dialogue from its first turn to the one being written, with the form of what a person is typing in its place. */
export function TranscriptView({ room, onRejected }: TranscriptViewProps) {
  const { composer, dialogue, drafts, writing, selected, transcript, target, look, preview, comments, listRef } = room;
  const last = transcript.rows.at(-1)?.turn;
  const isLong = transcript.rows.length > shortest;
  const [atFirst] = useState(transcript.rows.length);
  const form = <ComposerForm room={room} onRejected={onRejected} />;
  // In step with the network: fetched while the person reads, so that the first letters after the key have a field.
  useEffect(() => writingMoment.fetchAhead(), []);
  return (
    <div className="relative min-w-0">
      <RawTextButton className="absolute! top-2.5 right-2 z-1 md:right-auto md:left-27" />
      <ol ref={listRef} aria-label="Transcript">
        {transcript.rows.map((row, i) => {
          const typed = row.turn === target ? composer : null;
          return (
            <TurnRow
              key={row.turn.id}
              row={row}
              selected={row === selected}
              untrained={dialogue.untrained.includes(row.turn.id)}
              endsHere={dialogue.endMarkId === row.turn.id}
              onLook={look}
              editor={typed?.kind === "edit" ? form : undefined}
              comments={comments.get(row.turn.id)}
              isLong={isLong}
              isFar={isLong && i >= near && i < atFirst - near}
              below={typed && typed.kind !== "edit" ? form : undefined}
            />
          );
        })}
        {writing && !preview && composer?.kind !== "take_over" && <DraftRow drafts={drafts} />}
        {composer?.kind === "take_over" && (
          <TurnFrame speaker={last?.speaker === "user" ? "assistant" : "user"} opensRound={last?.speaker !== "user"}>
            {form}
          </TurnFrame>
        )}
      </ol>
      {composer && composer.kind !== "take_over" && composer.kind !== "tag" && !target && (
        <div className="px-4 sm:px-6">{form}</div>
      )}
      <TranscriptEnd room={room} />
    </div>
  );
}

/** How near the end of the page a reader must be for the page to follow the text. */
const followWithin = 220;

/** The turn that is being written. It alone is drawn again with each word. */
function DraftRow({ drafts }: { drafts: Drafts }) {
  const draft = useSyncExternalStore(drafts.watch, drafts.read, drafts.read);
  return draft && <Writing draft={draft} />;
}

function Writing({ draft }: { draft: Draft }) {
  const { length } = draft.text;

  // In step with the window's scroll position: who reads at the end stays at the end, who reads above is left alone.
  useLayoutEffect(() => {
    const page = document.scrollingElement;
    if (length === 0 || !page) return;
    const below = page.scrollHeight - page.scrollTop - window.innerHeight;
    if (below > 0 && below < followWithin) page.scrollTop = page.scrollHeight;
  }, [length]);

  return (
    <TurnFrame
      speaker={draft.speaker}
      opensRound={draft.speaker === "user" || draft.parentId === null}
      margin={<span className="text-ink-faint text-xs">{length > 0 ? "writing" : "thinking"}</span>}
    >
      {length === 0 && draft.reasoning && (
        <p dir="auto" className="mb-2 line-clamp-3 max-w-script text-ink-faint text-xs">
          {draft.reasoning.slice(-400)}
        </p>
      )}
      <TurnText text={draft.text} speaker={draft.speaker} writing />
    </TurnFrame>
  );
}
