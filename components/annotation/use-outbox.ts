"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { type EntryOutcome, type OutboxEntry, outboxOf, workOf } from "@/lib/client/browser-outbox";
import type { OutboxView } from "@/lib/client/outbox";
import { useViewer } from "../layout/viewer-context";

const nothing: OutboxView<OutboxEntry> = { waiting: [], state: "idle", savedAt: null };

/** What waits to be sent, and when something last arrived. */
export function useOutbox(): OutboxView<OutboxEntry> {
  const { id } = useViewer();
  return useSyncExternalStore(
    (watch) => outboxOf(id).subscribe(watch),
    () => outboxOf(id).view(),
    () => nothing,
  );
}

/** Tells what the studio made of each entry of a queue or an evaluation, as it arrives. */
export function useArrivals(workId: string, onArrival: (entry: OutboxEntry, outcome: EntryOutcome) => void): void {
  const { id } = useViewer();
  const arrive = useEffectEvent(onArrival);
  // In step with what arrives.
  useEffect(
    () =>
      outboxOf(id).onSent((entry, outcome) => {
        if (workOf(entry) === workId) arrive(entry, outcome);
      }),
    [id, workId],
  );
}
