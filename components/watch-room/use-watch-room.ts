"use client";

import { useEffect } from "react";
import { useLiveDialogue, useLiveState, useLiveStream } from "@/lib/client/use-live-stream";
import type { LiveDialogue } from "@/lib/domain/live";
import { useActs } from "../transcript/use-acts";
import { useRoom } from "../transcript/use-room";

/**
 * The room of one dialogue as it is being written. `first` is what the page was opened with; the stream goes on.
 * `assignmentId` is the reader's place at a review item, when they act in a review.
 */
export function useWatchRoom(first: LiveDialogue, assignmentId?: string) {
  const { id } = first.dialogue;
  const stream = useLiveStream({ dialogues: id });
  // In step with the page's query cache: what was read there is newer at times than what the stream has brought.
  useEffect(() => stream.apply({ type: "snapshot", id, live: first }), [stream, id, first]);

  const live = useLiveDialogue(stream, id) ?? first;
  const acts = useActs(id, { apply: stream.apply, assignmentId });
  const room = useRoom(live, acts, { opensAtStart: first.dialogue.status === "ended" });
  return { ...room, streamState: useLiveState(stream) };
}
