"use client";

import { useSyncExternalStore } from "react";
import { outboxOf } from "@/lib/client/browser-outbox";
import type { OutboxView, Outgoing } from "@/lib/client/outbox";
import { useViewer } from "../layout/viewer-context";

const nothing: OutboxView<Outgoing> = { waiting: [], state: "idle", savedAt: null };

/** What waits to be sent, and when something last arrived. */
export function useOutbox(): OutboxView<Outgoing> {
  const { id } = useViewer();
  return useSyncExternalStore(
    (watch) => outboxOf(id).subscribe(watch),
    () => outboxOf(id).view(),
    () => nothing,
  );
}
