"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useMemo, useState } from "react";
import type { Command } from "@/lib/client/commands";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { queryKeys } from "@/lib/client/query-keys";
import { useCommands } from "@/lib/client/use-commands";
import { useLoadAhead } from "@/lib/client/use-load-ahead";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import { hrefs } from "@/lib/contract/hrefs";
import { RefusedEntries } from "../annotation/refused-entries";
import { useUndo } from "../annotation/use-undo";
import { useWorkSession } from "../annotation/use-work-session";
import { WorkArea } from "../annotation/work-area";
import { WorkBar } from "../annotation/work-bar";
import { QueryError } from "../layout/query-error";
import { formatNumber } from "../ui/format-number";
import { SkeletonRows } from "../ui/skeleton";
import { roomParts } from "../watch-room/room-parts";
import { pageCommands } from "./review-commands";
import { reviewParts } from "./review-parts";
import { reviewWork } from "./review-work";
import { useOutcomes } from "./use-outcomes";

const FeedbackCard = dynamic(reviewParts.feedbackCard, { ssr: false });
const NothingLeft = dynamic(reviewParts.nothingLeft, { ssr: false });
const ReviewGuideline = dynamic(reviewParts.reviewGuideline, { ssr: false });
const AnsweredDrawer = dynamic(reviewParts.answeredDrawer, { ssr: false });

/** What lies open beside the work; of the guideline, with the headings that are marked. */
type Beside = null | { kind: "answered" } | { kind: "guideline"; clauses: string[] };

const loadItem = () => import("./review-item").then(({ ReviewItem }) => ReviewItem);
// Nothing to judge is there before the first claim is answered; this comes meanwhile.
const ReviewItem = dynamic(loadItem, { ssr: false });

/** One item after the other, until nothing is left. */
export function ReviewScreen({ queueId }: { queueId: string }) {
  const work = useMemo(() => reviewWork(queueId), [queueId]);
  const { session, view, lost } = useWorkSession(work);
  const { data: read, error, refetch } = useQuery(reviewQueries.queue(queueId));
  const [beside, setBeside] = useState<Beside>(null);
  const { feedback, close } = useOutcomes(queueId);
  const queries = useQueryClient();
  const undo = useUndo(
    work,
    session,
    () => void queries.invalidateQueries({ queryKey: queryKeys.review.queue(queueId) }),
  );

  // In step with the network: the item beside the first claim, and the rest while there is a network.
  useEffect(() => void loadItem(), []);
  useLoadAhead(reviewParts);
  useLoadAhead(roomParts);

  const openGuideline = (clauses: string[] = []) => setBeside({ kind: "guideline", clauses });
  const openAnswered = () => setBeside({ kind: "answered" });
  const commands = pageCommands({
    guideline: openGuideline,
    answered: openAnswered,
    undo: () => undo.undoLast() || openAnswered(),
  });
  useCommands(view.current ? [] : Object.values(commands));

  if (error && !read) return <QueryError what="the queue" error={error} onRetry={refetch} />;
  if (!read) return <SkeletonRows rows={6} label="Opening the queue" />;
  const { queue, guideline } = read;
  return (
    <div className="flex flex-1 flex-col">
      <ReviewBar queue={queue} commands={Object.values(commands)} />
      <RefusedEntries workId={queueId} onLook={undo.lookAgain} onLetGo={undo.letGo} />
      {feedback && <FeedbackCard feedback={feedback} guideline={guideline} onClose={close} />}
      <WorkArea
        session={session}
        view={view}
        noun="item"
        nothing={(reason) => (
          <NothingLeft queue={queue} reason={reason} onTakeSkipped={session.takeSkipped} onLookAgain={session.retry} />
        )}
      >
        {(item) => (
          <ReviewItem
            key={`${item.assignment.id}.${undo.visit}`}
            served={item}
            guideline={guideline}
            lost={lost}
            page={commands}
            onGuideline={openGuideline}
            onSend={undo.send}
          />
        )}
      </WorkArea>
      {beside?.kind === "guideline" && (
        <ReviewGuideline guideline={guideline} clauses={beside.clauses} onClose={() => setBeside(null)} />
      )}
      {beside?.kind === "answered" && (
        <AnsweredDrawer
          queueId={queueId}
          onClose={() => setBeside(null)}
          onTakeBack={(assignmentId) => {
            setBeside(null);
            void undo.takeBack(assignmentId);
          }}
        />
      )}
    </div>
  );
}

function ReviewBar({ queue, commands }: { queue: ListedQueue; commands: Command[] }) {
  const { answers, answersNeeded } = queue.progress;
  return (
    <WorkBar
      name={queue.name}
      href={hrefs.queue(queue.id)}
      progress={{ value: answers, max: answersNeeded, label: "Answers given" }}
      commands={commands}
    >
      {formatNumber(answers)} / {formatNumber(answersNeeded)} answers, {formatNumber(queue.waiting.answered)} yours
    </WorkBar>
  );
}
