"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import type { AnswerOutcome } from "@/lib/contract/endpoints/assignments";
import { useArrivals } from "../annotation/use-outbox";
import { errorToast } from "../ui/toasts";

/** What the studio made of the answers that it took: figures, a newer guideline, what came too late, and practice. */
export function useOutcomes(queueId: string) {
  const [feedback, setFeedback] = useState<AnswerOutcome["feedback"]>(null);
  const queries = useQueryClient();

  useArrivals(queueId, (_, arrived) => {
    if (arrived.kind !== "answer") return;
    const { feedback: told, assignment, newestGuideline } = arrived.outcome;
    const { queryKey } = reviewQueries.queue(queueId);
    setFeedback(told);
    if (assignment.status === "late")
      errorToast("Your last answer came too late to count: its place had gone to somebody else. It is kept.");
    const shown = queries.getQueryData(queryKey)?.guideline.version;
    if (shown !== undefined && newestGuideline > shown)
      errorToast("The guideline has changed while you worked. Press G to read it; your answers count as they are.");
    void queries.invalidateQueries({ queryKey });
  });

  return { feedback, close: () => setFeedback(null) };
}
