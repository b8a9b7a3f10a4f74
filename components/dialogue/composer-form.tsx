"use client";

import { NoteForm } from "./note-form";
import { RejectForm } from "./reject-form";
import { TurnEditor } from "./turn-editor";
import type { WatchRoom } from "./use-watch-room";

/** The form of whatever is being typed. */
export function ComposerForm({ room }: { room: WatchRoom }) {
  const { composer } = room;
  if (!composer) return null;
  if (composer.kind === "edit") return <TurnEditor room={room} composer={composer} />;
  if (composer.kind === "reject") return <RejectForm room={room} composer={composer} />;
  return <NoteForm room={room} composer={composer} />;
}
