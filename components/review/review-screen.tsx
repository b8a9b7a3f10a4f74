"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { useCommands } from "@/lib/client/use-commands";
import { useLoadAhead } from "@/lib/client/use-load-ahead";
import { loadRoomParts } from "../dialogue/room-parts";
import { QueryError } from "../layout/query-error";
import { SkeletonRows } from "../ui/skeleton";
import { ReviewBar } from "./review-bar";
import { pageCommands } from "./review-commands";
import { useOutcomes } from "./use-outcomes";
import { useReviewSession } from "./use-review-session";
import { useWayBack } from "./use-way-back";

const loadDrawers = () => Promise.all([import("./guideline-drawer"), import("./answered-drawer")]);
const loadRest = () =>
  Promise.all([import("./feedback-card"), import("./nothing-left"), import("./refused-answers"), loadRoomParts()]);
const FeedbackCard = dynamic(() => import("./feedback-card").then((module) => module.FeedbackCard), { ssr: false });
const NothingLeft = dynamic(() => import("./nothing-left").then((module) => module.NothingLeft), { ssr: false });
const RefusedAnswers = dynamic(() => import("./refused-answers").then((module) => module.RefusedAnswers), {
  ssr: false,
});
const GuidelineDrawer = dynamic(() => loadDrawers().then(([{ GuidelineDrawer }]) => GuidelineDrawer), { ssr: false });
const AnsweredDrawer = dynamic(() => loadDrawers().then(([, { AnsweredDrawer }]) => AnsweredDrawer), { ssr: false });

/** What lies open beside the work; of the guideline, with the headings that are marked. */
type Beside = null | { kind: "answered" } | { kind: "guideline"; clauses: string[] };

const loadItem = () => import("./review-item");
// Nothing to judge is there before the first claim is answered; this comes meanwhile.
const ReviewItem = dynamic(() => loadItem().then((module) => module.ReviewItem), { ssr: false });

/** One item after the other, until nothing is left. */
export function ReviewScreen({ queueId }: { queueId: string }) {
  const { session, view } = useReviewSession(queueId);
  const { data: read, error, refetch } = useQuery(reviewQueries.queue(queueId));
  const [beside, setBeside] = useState<Beside>(null);
  const { feedback, close } = useOutcomes(queueId);
  const way = useWayBack(session);

  // In step with the network: the desk beside the first claim, and what a key opens while there is a network.
  useEffect(() => void loadItem().then(loadDrawers), []);
  useLoadAhead(loadRest);

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
