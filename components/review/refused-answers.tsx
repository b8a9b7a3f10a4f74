"use client";

import { TriangleAlert } from "lucide-react";
import type { Outgoing, OutgoingAnswer } from "@/lib/client/outbox";
import { Button } from "../ui/button";
import { useOutbox } from "./use-outbox";

type RefusedAnswersProps = {
  queueId: string;
  onLook: (answer: OutgoingAnswer) => void;
  onLetGo: (refused: Outgoing) => void;
};

const refusedWords = {
  answer: "An answer was not taken and is kept here",
  skip: "A skip was not noted",
  take_back: "An answer could not be undone",
} as const;

/** What the studio did not take: each with why, and the way back to its item. Nothing of it is lost. */
export function RefusedAnswers({ queueId, onLook, onLetGo }: RefusedAnswersProps) {
  const refused = useOutbox().waiting.filter((one) => one.problem !== undefined && one.queueId === queueId);
  if (refused.length === 0) return null;
  return (
    <ul aria-label="Not taken" className="divide-y divide-warn/20 bg-warn-soft px-4 text-sm text-warn sm:px-6">
      {refused.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-3 py-2">
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          <p className="min-w-0 flex-1">
            {refusedWords[one.kind]}: {one.problem}
          </p>
          {one.kind === "answer" && (
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
