"use client";

import { useCommands } from "@/lib/client/use-commands";
import { CommentForm } from "./comment-form";
import { composerCommands } from "./composer-commands";
import { NoteForm } from "./note-form";
import { RejectForm } from "./reject-form";
import { TurnEditor } from "./turn-editor";
import type { Room } from "./use-room";

/** The form of whatever is being typed, with the keys that send it and leave it. */
export function ComposerForm({ room }: { room: Room }) {
  const { composer } = room;
  useCommands(composer?.kind === "tag" ? [] : composerCommands(room));
  if (!composer) return null;
  if (composer.kind === "edit") return <TurnEditor room={room} composer={composer} />;
  if (composer.kind === "reject") return <RejectForm room={room} composer={composer} />;
  if (composer.kind === "comment") return <CommentForm room={room} composer={composer} />;
  if (composer.kind === "tag") return null; // It stands in the header, with the tags.
  return <NoteForm room={room} composer={composer} />;
}
