"use client";

import { CircleCheck, CirclePause, CloudUpload, Hourglass, type LucideIcon } from "lucide-react";
import type { NothingToVote as Reason } from "@/lib/contract/endpoints/ballots";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { formatNumber } from "../ui/format-number";

const words: Record<Reason, { title: string; text: string; icon: LucideIcon }> = {
  all_done: { title: "All done", text: "Every comparison has its votes. Thank you.", icon: CircleCheck },
  your_part_done: {
    title: "Your part is done",
    text: "You have voted on all that was for you. Others are still to vote. Thank you.",
    icon: CircleCheck,
  },
  only_skipped: {
    title: "Only what you skipped is left",
    text: "Everything else has your vote or is with others.",
    icon: Hourglass,
  },
  waiting_on_others: {
    title: "Nothing for you at the moment",
    text: "Others are at the comparisons that are left. One that nobody finishes appears here by itself.",
    icon: Hourglass,
  },
  waiting_on_answers: {
    title: "The next answers are not there yet",
    text: "Comparisons appear here by themselves as soon as both sides are there.",
    icon: Hourglass,
  },
  paused: {
    title: "No votes are taken now",
    text: "A lead has paused or closed this evaluation. What you voted is kept.",
    icon: CirclePause,
  },
  empty: { title: "There is nothing to compare", text: "This evaluation has no comparison yet.", icon: Hourglass },
};

type NothingToVoteProps = {
  reason: Reason;
  voted: number;
  /** Votes and skips that this browser has not sent yet. */
  unsent: number;
  onTakeSkipped: () => void;
  onLookAgain: () => void;
};

const onTheirWay = { title: "Your last votes are on their way", icon: CloudUpload };

/** Why there is nothing to compare, and what can be done next. */
export function NothingToVote({ reason, voted, unsent, onTakeSkipped, onLookAgain }: NothingToVoteProps) {
  const isDone = reason === "all_done" || reason === "your_part_done";
  const { title, icon } = isDone && unsent > 0 ? onTheirWay : words[reason];
  const mayChange = reason === "waiting_on_others" || reason === "waiting_on_answers";
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
          {mayChange && (
            <Button autoFocus onClick={onLookAgain}>
              Look again
            </Button>
          )}
          <Button asChild>
            <Link href={hrefs.compare}>All evaluations</Link>
          </Button>
        </>
      }
    >
      {isDone && unsent > 0 ? "Keep this page open until they have arrived." : words[reason].text}
      {voted > 0 && ` You voted on ${formatNumber(voted)}; press Y to look at one again.`}
    </EmptyState>
  );
}
