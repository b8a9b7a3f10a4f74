"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { outboxOf } from "@/lib/client/browser-outbox";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import type { AnswerOutcome } from "@/lib/contract/endpoints/assignments";
import { useViewer } from "../layout/viewer-context";
import { errorToast } from "../ui/toasts";

/** What the studio made of the answers that it took: figures, a newer guideline, what came too late, and practice. */
export function useOutcomes(queueId: string) {
  const [feedback, setFeedback] = useState<AnswerOutcome["feedback"]>(null);
  const queries = useQueryClient();
  const { id: viewerId } = useViewer();

  // In step with what arrives.
  useEffect(() => {
    const { queryKey } = reviewQueries.queue(queueId);
    return outboxOf(viewerId).onSent((sent, { feedback: told, assignment, newestGuideline }) => {
      if (sent.queueId !== queueId) return;
      setFeedback(told);
      if (assignment.status === "late")
        errorToast("Your last answer came too late to count: its place had gone to somebody else. It is kept.");
      const shown = queries.getQueryData(queryKey)?.guideline.version;
      if (shown !== undefined && newestGuideline > shown)
        errorToast("The guideline has changed while you worked. Press G to read it; your answers count as they are.");
      void queries.invalidateQueries({ queryKey });
    });
  }, [queries, queueId, viewerId]);

  return { feedback, close: () => setFeedback(null) };
}
