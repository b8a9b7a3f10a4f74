"use client";

import { TriangleAlert } from "lucide-react";
import type { OutgoingAnswer } from "@/lib/client/outbox";
import { Button } from "../ui/button";
import { useOutbox } from "./use-outbox";

/** Answers that the studio did not take: each with why, and the way back to its item. Nothing of them is lost. */
export function RefusedAnswers({ onLook }: { onLook: (answer: OutgoingAnswer) => void }) {
  const refused = useOutbox().answers.filter(({ problem }) => problem !== undefined);
  if (refused.length === 0) return null;
  return (
    <ul className="divide-y divide-warn/20 bg-warn-soft px-4 text-sm text-warn sm:px-6">
      {refused.map((answer) => (
        <li key={answer.body.answerId} className="flex flex-wrap items-center gap-3 py-2">
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          <p className="min-w-0 flex-1">An answer was not taken and is kept here: {answer.problem}</p>
          <Button size="sm" onClick={() => onLook(answer)}>
            Look at it
          </Button>
        </li>
      ))}
    </ul>
  );
}
