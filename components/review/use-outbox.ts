"use client";

import { useSyncExternalStore } from "react";
import { type OutboxView, outbox } from "@/lib/client/outbox";

const nothing: OutboxView = { answers: [], state: "idle", savedAt: null };

/** What waits to be sent, and when an answer last arrived. */
export function useOutbox(): OutboxView {
  return useSyncExternalStore(
    (watch) => outbox().subscribe(watch),
    () => outbox().view(),
    () => nothing,
  );
}
