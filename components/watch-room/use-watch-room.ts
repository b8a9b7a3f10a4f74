"use client";

import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { useLiveState, useLiveStream } from "@/lib/client/use-live-stream";
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

  const watch = useCallback((watcher: () => void) => stream.watch(id, watcher), [stream, id]);
  const live = useCallback(() => stream.get(id) ?? first, [stream, id, first]);
  // What stands is read apart from what is being written, so that a word of a draft draws that draft and nothing else.
  const dialogue = useSyncExternalStore(
    watch,
    () => live().dialogue,
    () => first.dialogue,
  );
  const turns = useSyncExternalStore(
    watch,
    () => live().turns,
    () => first.turns,
  );
  const drafts = useMemo(() => ({ watch, read: () => live().draft }), [watch, live]);
  const acts = useActs(id, { apply: stream.apply, assignmentId });
  const room = useRoom({ dialogue, turns }, acts, { opensAtStart: first.dialogue.status === "ended", drafts });
  return { ...room, streamState: useLiveState(stream) };
}
