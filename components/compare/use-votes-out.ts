"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { type OutgoingVote, voteOutboxOf } from "@/lib/client/browser-outbox";
import type { OutboxView } from "@/lib/client/outbox";
import { queryKeys } from "@/lib/client/query-keys";
import { useViewer } from "../layout/viewer-context";
import { errorToast } from "../ui/toasts";

const nothing: OutboxView<OutgoingVote> = { waiting: [], state: "idle", savedAt: null };

/** The votes that are on their way, and what the studio made of those that arrived. */
export function useVotesOut(evaluationId: string): OutboxView<OutgoingVote> {
  const { id } = useViewer();
  const queries = useQueryClient();
  // In step with what arrives.
  useEffect(
    () =>
      voteOutboxOf(id).onSent((sent, { status }) => {
        if (sent.evaluationId !== evaluationId) return;
        if (status === "late")
          errorToast("Your last vote came too late to count: its place had gone to somebody else. It is kept.");
        void queries.invalidateQueries({ queryKey: queryKeys.judging.brief(evaluationId) });
      }),
    [id, evaluationId, queries],
  );
  return useSyncExternalStore(
    (watch) => voteOutboxOf(id).subscribe(watch),
    () => voteOutboxOf(id).view(),
    () => nothing,
  );
}
