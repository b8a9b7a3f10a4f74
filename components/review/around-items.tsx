"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CirclePause, Hourglass, type LucideIcon } from "lucide-react";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import type { NothingToServe } from "@/lib/contract/endpoints/assignments";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import { hrefs } from "@/lib/contract/hrefs";
import type { Guideline } from "@/lib/domain/review/guideline";
import { GuidelineDrawer } from "../annotation/guideline-drawer";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { verdictWords } from "../transcript/dialogue-words";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Drawer } from "../ui/drawer";
import { EmptyState } from "../ui/empty-state";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";

type AnsweredDrawerProps = { queueId: string; onTakeBack: (assignmentId: string) => void; onClose: () => void };

/** What the person answered in this queue, each to be taken back and looked at again. */
export function AnsweredDrawer({ queueId, onTakeBack, onClose }: AnsweredDrawerProps) {
  const answered = useQuery({ ...reviewQueries.answered(queueId), staleTime: 0 });
  return (
    <Drawer open onOpenChange={onClose} title="Your answers">
      {answered.isPending && <SkeletonRows label="Reading your answers" />}
      {answered.isError && <QueryError what="your answers" error={answered.error} onRetry={answered.refetch} />}
      {answered.data?.length === 0 && <p className="text-ink-soft text-sm">You have answered nothing here yet.</p>}
      <ol className="divide-y divide-line">
        {answered.data?.map(({ id, opening, answer, answeredAt }) => (
          <li key={id} className="flex items-center gap-3 py-2.5">
            <div className="min-w-0 flex-1">
              <p dir="auto" className="truncate text-sm">
                {opening}
              </p>
              <p className="mt-0.5 flex items-center gap-2 text-ink-faint text-xs">
                {answer && (
                  <Badge tone={answer.verdict === "accepted" ? "ok" : "danger"}>{verdictWords[answer.verdict]}</Badge>
                )}
                {answeredAt && <RelativeTime at={answeredAt} />}
              </p>
            </div>
            <Button size="sm" onClick={() => onTakeBack(id)}>
              Take back<span className="sr-only"> the answer about {opening}</span>
            </Button>
          </li>
        ))}
      </ol>
    </Drawer>
  );
}

type ReviewGuidelineProps = {
  guideline: Guideline;
  /** Headings that are marked: those that the chosen reasons point at. */
  clauses: string[];
  onClose: () => void;
};

/** What the queue is judged by, and for which reasons an item may be rejected. */
export function ReviewGuideline({ guideline, clauses, onClose }: ReviewGuidelineProps) {
  const { text, reasons, version, personName, createdAt } = guideline;
  return (
    <GuidelineDrawer
      title="Guideline"
      text={text}
      marked={clauses}
      untold="This queue has no text to judge by. Ask a lead what matters."
      head={
        <>
          Version {version} by {personName}, <RelativeTime at={createdAt} />
        </>
      }
      onClose={onClose}
    >
      {reasons.length > 0 && (
        <section className="mt-6">
          <h3 className="mb-2 font-semibold text-sm">Reasons to reject</h3>
          <ol className="list-decimal space-y-1 pl-5 text-sm">
            {reasons.map(({ key, label, clause }) => (
              <li key={key}>
                {label}
                {clause && <span className="text-ink-faint"> · see {clause}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </GuidelineDrawer>
  );
}

type Words = { title: string; text: string; icon: LucideIcon };

const words: Record<NothingToServe, Words> = {
  all_done: { title: "All done", text: "Every item of this queue has its answers. Thank you.", icon: CircleCheck },
  waiting_on_others: {
    title: "Nothing for you at the moment",
    text: "Others are at the items that are left. One that nobody finishes appears here by itself.",
    icon: Hourglass,
  },
  nothing_assigned: {
    title: "Nothing is dealt to you",
    text: "The items that are left are dealt to other people. A lead can change that in the queue's set-up.",
    icon: Hourglass,
  },
  only_skipped: {
    title: "Only what you skipped is left",
    text: "Everything else has its answers or is with others.",
    icon: Hourglass,
  },
  kept_from_you: {
    title: "The rest is kept from you",
    text: "The items that are left come from runs that an evaluation or a queue in which you judge blind keeps from you. They appear here once that is closed; until then others judge them.",
    icon: Hourglass,
  },
  paused: {
    title: "This queue is not open",
    text: "A lead has paused or closed it. What you answered is kept.",
    icon: CirclePause,
  },
  empty: { title: "This queue is empty", text: "Nobody has put a dialogue into it yet.", icon: Hourglass },
};

type NothingLeftProps = {
  queue: ListedQueue;
  reason: NothingToServe;
  onTakeSkipped: () => void;
  onLookAgain: () => void;
};

/** Why there is nothing to judge, and what can be done next. */
export function NothingLeft({ queue, reason, onTakeSkipped, onLookAgain }: NothingLeftProps) {
  const { title, text, icon } = words[reason];
  const manages = useMay("queue.manage");
  const { answered } = queue.waiting;
  const { contested } = queue.progress;
  return (
    <EmptyState
      icon={icon}
      title={title}
      action={
        <>
          {reason === "only_skipped" && (
            <Button variant="primary" autoFocus onClick={onTakeSkipped}>
              Go through them
            </Button>
          )}
          {reason === "waiting_on_others" && (
            <Button autoFocus onClick={onLookAgain}>
              Look again
            </Button>
          )}
          {manages && contested > 0 && (
            <Button asChild variant="primary">
              <Link href={hrefs.settle(queue.id)}>Settle {formatNumber(contested)}</Link>
            </Button>
          )}
          {manages && (reason === "paused" || reason === "nothing_assigned") && (
            <Button asChild>
              <Link href={hrefs.queueSetUp(queue.id)}>Set-up</Link>
            </Button>
          )}
          {manages && reason === "empty" && (
            <Button asChild>
              <Link href={hrefs.dialogues}>Choose dialogues</Link>
            </Button>
          )}
          <Button asChild>
            <Link href={hrefs.review}>All queues</Link>
          </Button>
        </>
      }
    >
      {text}
      {answered > 0 && ` You answered ${formatNumber(answered)}; press Y to look at one again.`}
    </EmptyState>
  );
}
