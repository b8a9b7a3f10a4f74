"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { Command } from "@/lib/client/commands";
import { outbox } from "@/lib/client/outbox";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { useCommands } from "@/lib/client/use-commands";
import type { AnswerOutcome } from "@/lib/contract/endpoints/assignments";
import { QueryError } from "../layout/query-error";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast } from "../ui/toasts";
import { ReviewBar } from "./review-bar";
import { useReviewSession } from "./use-review-session";
import { useWayBack } from "./use-way-back";

const FeedbackCard = dynamic(() => import("./feedback-card").then((module) => module.FeedbackCard), { ssr: false });
const NothingLeft = dynamic(() => import("./nothing-left").then((module) => module.NothingLeft), { ssr: false });
const RefusedAnswers = dynamic(() => import("./refused-answers").then((module) => module.RefusedAnswers), {
  ssr: false,
});
const GuidelineDrawer = dynamic(() => import("./guideline-drawer").then((module) => module.GuidelineDrawer));
const AnsweredDrawer = dynamic(() => import("./answered-drawer").then((module) => module.AnsweredDrawer));

const loadItem = () => import("./review-item");
// Nothing to judge is there before the first claim is answered; this comes meanwhile.
const ReviewItem = dynamic(() => loadItem().then((module) => module.ReviewItem), { ssr: false });

/** One item after the other, until nothing is left. */
export function ReviewScreen({ queueId }: { queueId: string }) {
  const { session, view } = useReviewSession(queueId);
  const { data: read, error, refetch } = useQuery(reviewQueries.queue(queueId));
  const [drawer, setDrawer] = useState<"guideline" | "answered" | null>(null);
  const [feedback, setFeedback] = useState<AnswerOutcome["feedback"]>(null);
  const way = useWayBack(session);
  const queries = useQueryClient();
  const { queryKey } = reviewQueries.queue(queueId);
  // In step with the network: beside the first claim, not after it.
  useEffect(() => void loadItem(), []);

  // In step with what the studio took: figures, a newer guideline, practice, and what came too late.
  useEffect(
    () =>
      outbox().onSent((_, { feedback: told, assignment, newestGuideline }) => {
        setFeedback(told);
        if (assignment.status === "late")
          errorToast("Your last answer came too late to count: its place had gone to somebody else. It is kept.");
        void queries.invalidateQueries({ queryKey });
        if (
          newestGuideline >
          (queries.getQueryData(reviewQueries.queue(queueId).queryKey)?.guideline.version ?? newestGuideline)
        )
          errorToast("The guideline has changed while you worked. Press G to read it; your answers count as they are.");
      }),
    [queries, queryKey, queueId],
  );

  const commands: Command[] = [
    { id: "review-guideline", label: "Guideline", keys: ["g"], group: "The review", run: () => setDrawer("guideline") },
    {
      id: "review-answered",
      label: "Your answers",
      keys: ["y"],
      group: "The review",
      run: () => setDrawer("answered"),
    },
    {
      id: "review-undo",
      label: "Undo the last answer",
      keys: ["z"],
      group: "The review",
      run: () => void way.undoLast(),
    },
  ];
  useCommands(view.current ? [] : commands);

  if (error) return <QueryError what="the queue" error={error} onRetry={refetch} />;
  if (!read) return <SkeletonRows rows={6} label="Opening the queue" />;
  const { queue, guideline } = read;
  return (
    <div className="flex flex-1 flex-col">
      <ReviewBar queue={queue} commands={commands} />
      <RefusedAnswers onLook={way.lookAgain} />
      {feedback && <FeedbackCard feedback={feedback} guideline={guideline} onClose={() => setFeedback(null)} />}
      {view.current ? (
        <ReviewItem
          key={`${view.current.assignment.id}.${way.visit}`}
          served={view.current}
          guideline={guideline}
          spec={queue.spec}
          pageCommands={commands}
          onAnswered={(answer) => way.leave(view.current, answer)}
          onSkip={(reason, seconds) => void way.skip(view.current, reason, seconds)}
        />
      ) : (
        <div className="mx-auto w-full max-w-3xl px-4 py-10 sm:px-8">
          {view.isWaiting && <SkeletonRows rows={6} label="Fetching the next item" />}
          {view.error && <QueryError what="the next item" error={view.error} onRetry={session.retry} />}
          {!view.isWaiting && !view.error && view.reason && (
            <NothingLeft reason={view.reason} onTakeSkipped={session.takeSkipped} onLookAgain={session.retry} />
          )}
        </div>
      )}
      {drawer === "guideline" && <GuidelineDrawer guideline={guideline} onClose={() => setDrawer(null)} />}
      {drawer === "answered" && (
        <AnsweredDrawer
          queueId={queueId}
          onClose={() => setDrawer(null)}
          onTakeBack={(assignmentId) => {
            setDrawer(null);
            void way.takeBack(assignmentId);
          }}
        />
      )}
    </div>
  );
}
