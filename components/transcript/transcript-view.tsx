"use client";

import dynamic from "next/dynamic";
import { DraftRow } from "./draft-row";
import { transcriptParts } from "./transcript-parts";
import { TurnFrame } from "./turn-frame";
import { TurnRow } from "./turn-row";
import { useComposerForm } from "./use-composer-form";
import type { Room } from "./use-room";

// What stands below the turns comes right after them.
const TranscriptEnd = dynamic(transcriptParts.transcriptEnd, { ssr: false });

/** The dialogue from its first turn to the one being written, with the form of what a person is typing in its place. */
export function TranscriptView({ room }: { room: Room }) {
  const { composer, dialogue, draft, mayAct, selected, transcript, target, choose, comments } = room;
  const last = transcript.rows.at(-1)?.turn;
  const ComposerForm = useComposerForm();
  const form = ComposerForm && <ComposerForm room={room} />;
  return (
    <div className="min-w-0">
      <ol ref={room.listRef} aria-label="Transcript">
        {transcript.rows.map((row) => {
          const typed = row.turn === target ? composer : null;
          return (
            <TurnRow
              key={row.turn.id}
              row={row}
              selected={row === selected}
              mayAct={mayAct}
              untrained={dialogue.untrained.includes(row.turn.id)}
              endsHere={dialogue.endMarkId === row.turn.id}
              onChoose={choose}
              editor={typed?.kind === "edit" ? form : undefined}
              comments={comments.get(row.turn.id)}
              below={typed && typed.kind !== "edit" ? form : undefined}
            />
          );
        })}
        {draft && composer?.kind !== "take_over" && <DraftRow draft={draft} />}
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
