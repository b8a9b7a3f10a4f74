"use client";

import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import type { LiveDialogue } from "@/lib/domain/live";
import { createLiveStream, type LiveState, type LiveStream, type LiveSubscription } from "./live-stream";

const none: readonly string[] = [];

/** The page's one event stream, open while it is mounted. A page has one; its parts read from it. */
export function useLiveStream({ dialogues, run, scope, detail }: LiveSubscription): LiveStream {
  const stream = useMemo(() => createLiveStream({ dialogues, run, scope, detail }), [dialogues, run, scope, detail]);
  // In step with the network: the stream itself, and the browser's word that the line is back.
  useEffect(() => {
    const close = stream.connect();
    window.addEventListener("online", stream.wake);
    return () => {
      window.removeEventListener("online", stream.wake);
      close();
    };
  }, [stream]);
  return stream;
}

/** One dialogue of the stream; re-renders with it alone. Undefined before its snapshot came. */
export function useLiveDialogue(stream: LiveStream, id: string): LiveDialogue | undefined {
  const watch = useCallback((watcher: () => void) => stream.watch(id, watcher), [stream, id]);
  return useSyncExternalStore(
    watch,
    () => stream.get(id),
    () => undefined,
  );
}

/** Ids of all dialogues the stream has brought, in order of arrival. */
export function useLiveIds(stream: LiveStream): readonly string[] {
  return useSyncExternalStore(stream.subscribe, stream.ids, () => none);
}

export function useLiveState(stream: LiveStream): LiveState {
  return useSyncExternalStore(stream.subscribe, stream.state, () => "connecting");
}
