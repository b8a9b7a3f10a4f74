"use client";

import { CircleCheck, CirclePause, Hourglass, type LucideIcon } from "lucide-react";
import type { NothingToVote as Reason } from "@/lib/contract/endpoints/ballots";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { formatNumber } from "../ui/format-number";

const words: Record<Reason, { title: string; text: string; icon: LucideIcon }> = {
  all_done: { title: "All done", text: "Every comparison has its votes. Thank you.", icon: CircleCheck },
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

type NothingToVoteProps = { reason: Reason; voted: number; onLookAgain: () => void };

/** Why there is nothing to compare, and what can be done next. */
export function NothingToVote({ reason, voted, onLookAgain }: NothingToVoteProps) {
  const { title, text, icon } = words[reason];
  const mayChange = reason === "waiting_on_others" || reason === "waiting_on_answers";
  return (
    <EmptyState
      icon={icon}
      title={title}
      action={
        <>
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
      {text}
      {voted > 0 && ` You voted on ${formatNumber(voted)}; press Y to look at one again.`}
    </EmptyState>
  );
}
