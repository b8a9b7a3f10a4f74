"use client";

import { TriangleAlert } from "lucide-react";
import { type EntryKind, type OutboxEntry, workOf } from "@/lib/client/outbox-entry";
import { Button } from "../ui/button";
import { useOutbox } from "./use-outbox";

type RefusedEntriesProps = {
  workId: string;
  onLook: (refused: OutboxEntry) => void;
  onLetGo: (refused: OutboxEntry) => void;
};

const refusedWords: Record<EntryKind, string> = {
  answer: "An answer was not taken and is kept here",
  vote: "A vote was not taken and is kept here",
  skip: "A skip was not noted",
  skip_ballot: "A skip was not noted",
  take_back: "An answer could not be undone",
  take_back_vote: "A vote could not be undone",
};

/** What the studio did not take: each with why, and back to its item. Nothing of it is lost. */
export function RefusedEntries({ workId, onLook, onLetGo }: RefusedEntriesProps) {
  const refused = useOutbox().waiting.filter((one) => one.problem !== undefined && workOf(one) === workId);
  if (refused.length === 0) return null;
  return (
    <ul aria-label="Not taken" className="divide-y divide-warn/20 bg-warn-soft px-4 text-sm text-warn sm:px-6">
      {refused.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-3 py-2">
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          <p className="min-w-0 flex-1">
            {refusedWords[one.kind]}: {one.problem}
          </p>
          {(one.kind === "answer" || one.kind === "vote") && (
            <Button size="sm" onClick={() => onLook(one)}>
              Look at it
            </Button>
          )}
          <Button size="sm" variant="quiet" onClick={() => onLetGo(one)}>
            Let it go
          </Button>
        </li>
      ))}
    </ul>
  );
}
