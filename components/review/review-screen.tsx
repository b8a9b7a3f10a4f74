"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import type { Command } from "@/lib/client/commands";
import { createMoment } from "@/lib/client/moment";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { queryKeys } from "@/lib/client/query-keys";
import { useCommands } from "@/lib/client/use-commands";
import { useLoadAhead } from "@/lib/client/use-load-ahead";
import type { AnswerOutcome } from "@/lib/contract/endpoints/assignments";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import { hrefs } from "@/lib/contract/hrefs";
import type { Guideline } from "@/lib/domain/review/guideline";
import { RefusedEntries } from "../annotation/refused-entries";
import { useArrivals } from "../annotation/use-outbox";
import { useUndo } from "../annotation/use-undo";
import { useWorkSession } from "../annotation/use-work-session";
import { WorkArea } from "../annotation/work-area";
import { WorkBar } from "../annotation/work-bar";
import { QueryError } from "../layout/query-error";
import { verdictWords } from "../transcript/dialogue-words";
import { writingMoment } from "../transcript/writing-moment";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast, messagesMoment } from "../ui/toasts";
import { pageCommands } from "./review-commands";
import { reviewWork } from "./review-work";

/** With the first item: nothing to judge is there before the first claim is answered. */
const itemMoment = createMoment("the item", () => import("./review-item"));
/** Around the items: what was answered, what is asked, what came of it, and what is left. */
const aroundMoment = createMoment("this part of the review", () => import("./around-items"));

const NothingLeft = lazyPart(aroundMoment, ({ NothingLeft }) => NothingLeft);
const ReviewGuideline = lazyPart(aroundMoment, ({ ReviewGuideline }) => ReviewGuideline);
const AnsweredDrawer = lazyPart(aroundMoment, ({ AnsweredDrawer }) => AnsweredDrawer);

/** What lies open beside the work; of the guideline, with the headings that are marked. */
type Beside = null | { kind: "answered" } | { kind: "guideline"; clauses: string[] };

const ReviewItem = lazyPart(itemMoment, ({ ReviewItem }) => ReviewItem);

/** One item after the other, until nothing is left. */
export function ReviewScreen({ queueId }: { queueId: string }) {
  const work = useMemo(() => reviewWork(queueId), [queueId]);
  const { session, view, lost } = useWorkSession(work);
  const { data: read, error, refetch } = useQuery(reviewQueries.queue(queueId));
  const [beside, setBeside] = useState<Beside | "first">("first");
  const { feedback, close } = useOutcomes(queueId);
  const queries = useQueryClient();
  const undo = useUndo(
    work,
    session,
    () => void queries.invalidateQueries({ queryKey: queryKeys.review.queue(queueId) }),
  );

  // In step with the network: the item beside the first claim, and the rest while there is a network.
  useEffect(() => itemMoment.fetchAhead(), []);
  useLoadAhead(aroundMoment, writingMoment, messagesMoment);

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
  // Nobody judges a first item by what they have not read.
  const opensGuideline = view.current !== null && queue.waiting.answered === 0 && guideline.text.trim() !== "";
  const open = beside !== "first" ? beside : opensGuideline ? { kind: "guideline" as const, clauses: [] } : null;
  return (
    <div className="flex flex-1 flex-col">
      <ReviewBar queue={queue} commands={Object.values(commands)} />
      <RefusedEntries work={work} onOpen={undo.open} />
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
      {open?.kind === "guideline" && (
        <ReviewGuideline guideline={guideline} clauses={open.clauses} onClose={() => setBeside(null)} />
      )}
      {open?.kind === "answered" && (
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

/** What the studio made of the answers that it took: figures, a newer guideline, what came too late, and practice. */
function useOutcomes(queueId: string) {
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

type FeedbackCardProps = {
  feedback: NonNullable<AnswerOutcome["feedback"]>;
  guideline: Guideline;
  onClose: () => void;
};

/** In practice: whether the answer was the known one, and what that is. */
function FeedbackCard({ feedback: { isRight, known }, guideline, onClose }: FeedbackCardProps) {
  const reasons = guideline.reasons.filter(({ key }) => known.reasons.includes(key)).map(({ label }) => label);
  const Icon = isRight ? CircleCheck : CircleX;
  return (
    <div
      role="status"
      className={`flex flex-wrap items-center gap-3 px-4 py-2.5 text-sm sm:px-6 ${isRight ? "bg-ok-soft text-ok" : "bg-warn-soft text-warn"}`}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-1">
        {isRight ? "As it is known: " : "The known answer to the last one is another: "}
        {verdictWords[known.verdict]}
        {reasons.length > 0 && `, ${reasons.join(", ")}`}
        {known.note && ` · ${known.note}`}
      </p>
      <Button size="sm" variant="quiet" onClick={onClose}>
        Close
      </Button>
    </div>
  );
}
