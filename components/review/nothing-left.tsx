"use client";

import { CircleCheck, CirclePause, Hourglass, type LucideIcon } from "lucide-react";
import Link from "next/link";
import type { NothingToServe } from "@/lib/contract/endpoints/assignments";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import { hrefs } from "@/lib/contract/hrefs";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { formatNumber } from "../ui/format-number";

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
              <Link href={hrefs.queueResults(queue.id)}>Settle {formatNumber(contested)}</Link>
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
