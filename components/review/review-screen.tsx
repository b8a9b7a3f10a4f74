"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { useCommands } from "@/lib/client/use-commands";
import { useLoadAhead } from "@/lib/client/use-load-ahead";
import { QueryError } from "../layout/query-error";
import { SkeletonRows } from "../ui/skeleton";
import { roomParts } from "../watch-room/room-parts";
import { ReviewBar } from "./review-bar";
import { pageCommands } from "./review-commands";
import { reviewParts } from "./review-parts";
import { useOutcomes } from "./use-outcomes";
import { useReviewSession } from "./use-review-session";
import { useWayBack } from "./use-way-back";

const FeedbackCard = dynamic(reviewParts.feedbackCard, { ssr: false });
const NothingLeft = dynamic(reviewParts.nothingLeft, { ssr: false });
const RefusedAnswers = dynamic(reviewParts.refusedAnswers, {
  ssr: false,
});
const GuidelineDrawer = dynamic(reviewParts.guidelineDrawer, { ssr: false });
const AnsweredDrawer = dynamic(reviewParts.answeredDrawer, { ssr: false });

/** What lies open beside the work; of the guideline, with the headings that are marked. */
type Beside = null | { kind: "answered" } | { kind: "guideline"; clauses: string[] };

const loadItem = () => import("./review-item").then(({ ReviewItem }) => ReviewItem);
// Nothing to judge is there before the first claim is answered; this comes meanwhile.
const ReviewItem = dynamic(loadItem, { ssr: false });

/** One item after the other, until nothing is left. */
export function ReviewScreen({ queueId }: { queueId: string }) {
  const { session, view } = useReviewSession(queueId);
  const { data: read, error, refetch } = useQuery(reviewQueries.queue(queueId));
  const [beside, setBeside] = useState<Beside>(null);
  const { feedback, close } = useOutcomes(queueId);
  const way = useWayBack(session);

  // In step with the network: the desk beside the first claim, and the rest while there is a network.
  useEffect(() => void loadItem(), []);
  useLoadAhead(reviewParts);
  useLoadAhead(roomParts);

  const openGuideline = (clauses: string[] = []) => setBeside({ kind: "guideline", clauses });
  const openAnswered = () => setBeside({ kind: "answered" });
  const commands = pageCommands({
    guideline: openGuideline,
    answered: openAnswered,
    undo: () => way.undoLast() || openAnswered(),
  });
  useCommands(view.current ? [] : Object.values(commands));

  if (error && !read) return <QueryError what="the queue" error={error} onRetry={refetch} />;
  if (!read) return <SkeletonRows rows={6} label="Opening the queue" />;
  const { queue, guideline } = read;
  return (
    <div className="flex flex-1 flex-col">
      <ReviewBar queue={queue} commands={Object.values(commands)} />
      <RefusedAnswers queueId={queueId} onLook={way.lookAgain} onLetGo={way.letGo} />
      {feedback && <FeedbackCard feedback={feedback} guideline={guideline} onClose={close} />}
      {view.current ? (
        <ReviewItem
          key={`${view.current.assignment.id}.${way.visit}`}
          served={view.current}
          guideline={guideline}
          spec={queue.spec}
          page={commands}
          onGuideline={openGuideline}
          onLeave={way.leave}
        />
      ) : (
        <div className="mx-auto w-full max-w-3xl px-4 py-10 sm:px-8">
          {view.isWaiting && <SkeletonRows rows={6} label="Fetching the next item" />}
          {view.error && <QueryError what="the next item" error={view.error} onRetry={session.retry} />}
          {!view.isWaiting && !view.error && view.reason && (
            <NothingLeft
              queue={queue}
              reason={view.reason}
              onTakeSkipped={session.takeSkipped}
              onLookAgain={session.retry}
            />
          )}
        </div>
      )}
      {beside?.kind === "guideline" && (
        <GuidelineDrawer guideline={guideline} clauses={beside.clauses} onClose={() => setBeside(null)} />
      )}
      {beside?.kind === "answered" && (
        <AnsweredDrawer
          queueId={queueId}
          onClose={() => setBeside(null)}
          onTakeBack={(assignmentId) => {
            setBeside(null);
            void way.takeBack(assignmentId);
          }}
        />
      )}
    </div>
  );
}
