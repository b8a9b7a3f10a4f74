"use client";

import { CircleCheck } from "lucide-react";
import Link from "next/link";
import type { NothingToServe } from "@/lib/contract/endpoints/assignments";
import { hrefs } from "@/lib/contract/hrefs";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

const words: Record<NothingToServe, { title: string; text: string }> = {
  all_done: { title: "All done", text: "Every item of this queue has its answers. Thank you." },
  waiting_on_others: {
    title: "Nothing for you at the moment",
    text: "Others are at the items that are left. One that nobody finishes comes back when its lease runs out.",
  },
  nothing_assigned: {
    title: "Nothing is dealt to you",
    text: "The items that are left are dealt to other people. A lead can change that in the queue's set-up.",
  },
  only_skipped: { title: "Only what you skipped is left", text: "Everything else has its answers or is with others." },
  paused: { title: "This queue is not open", text: "A lead has paused or closed it. What you answered is kept." },
  empty: { title: "This queue is empty", text: "Nobody has put a dialogue into it yet." },
};

type NothingLeftProps = { reason: NothingToServe; onTakeSkipped: () => void; onLookAgain: () => void };

/** Why there is nothing to judge, and what can be done next. */
export function NothingLeft({ reason, onTakeSkipped, onLookAgain }: NothingLeftProps) {
  const { title, text } = words[reason];
  return (
    <EmptyState
      icon={CircleCheck}
      title={title}
      action={
        <>
          {reason === "only_skipped" && (
            <Button variant="primary" onClick={onTakeSkipped}>
              Go through them
            </Button>
          )}
          {reason === "waiting_on_others" && <Button onClick={onLookAgain}>Look again</Button>}
          <Button asChild>
            <Link href={hrefs.review}>All queues</Link>
          </Button>
        </>
      }
    >
      {text}
    </EmptyState>
  );
}
