"use client";

import { EyeOff } from "lucide-react";
import type { QueueOfDialogue } from "@/lib/contract/endpoints/dialogues";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { Button } from "../ui/button";

/** Says that people judge this dialogue apart from each other, so that its verdict is given there and nowhere else. */
export function QueueNotice({ queues }: { queues: QueueOfDialogue[] }) {
  return queues
    .filter(({ isBlind }) => isBlind)
    .map(({ queueId, itemId, name, mayAnswer, isAnswered, mayReview, waitsForReviewer }) => (
      <div
        key={itemId}
        role="status"
        className="flex flex-wrap items-center gap-3 border-line border-b bg-sunken px-4 py-2 text-sm sm:px-6"
      >
        <EyeOff aria-hidden className="size-4 shrink-0 text-ink-faint" />
        <p className="min-w-56 flex-1">
          Judged in the queue <bdi className="font-medium">{name}</bdi>, by each person without the others: its verdict
          is given there.{isAnswered && " You have answered it."}
        </p>
        {mayReview && (
          <Button asChild size="sm" variant={waitsForReviewer ? "primary" : "secondary"}>
            <Link href={hrefs.reviewItem(queueId, itemId)}>{waitsForReviewer ? "Settle it" : "See the answers"}</Link>
          </Button>
        )}
        {mayAnswer && !isAnswered && (
          <Button asChild size="sm">
            <Link href={hrefs.queue(queueId)}>Go to the queue</Link>
          </Button>
        )}
      </div>
    ));
}
