"use client";

import { EyeOff, Trash2 } from "lucide-react";
import type { QueueOfDialogue } from "@/lib/contract/endpoints/dialogues";
import { hrefs } from "@/lib/contract/hrefs";
import { CommandButton } from "../layout/command-button";
import { Link } from "../layout/link";
import { Button } from "../ui/button";
import type { WatchRoomCommands } from "./watch-room-commands";

/** Says that a dialogue is in the trash, where only its address leads, and how it comes back. */
export function DeletedNotice({ commands }: { commands: WatchRoomCommands }) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 bg-warn-soft px-4 py-2.5 text-sm text-warn sm:px-6">
      <Trash2 aria-hidden className="size-4 shrink-0" />
      <p className="flex-1">
        This dialogue was deleted: it is in no list, queue or export. Its turns and log are kept.
      </p>
      <CommandButton command={commands.restore} size="sm" />
    </div>
  );
}

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
