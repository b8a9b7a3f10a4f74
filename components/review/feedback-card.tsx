"use client";

import { CircleCheck, CircleX } from "lucide-react";
import type { AnswerOutcome } from "@/lib/contract/endpoints/assignments";
import type { Guideline } from "@/lib/domain/review/guideline";
import { verdictWords } from "../transcript/dialogue-words";
import { Button } from "../ui/button";

type FeedbackCardProps = {
  feedback: NonNullable<AnswerOutcome["feedback"]>;
  guideline: Guideline;
  onClose: () => void;
};

/** In practice: whether the answer was the known one, and what that is. */
export function FeedbackCard({ feedback: { isRight, known }, guideline, onClose }: FeedbackCardProps) {
  const reasons = guideline.reasons.filter(({ key }) => known.reasons.includes(key)).map(({ label }) => label);
  const Icon = isRight ? CircleCheck : CircleX;
  return (
    <div
      role="status"
      className={`flex flex-wrap items-center gap-3 px-4 py-2.5 text-sm sm:px-6 ${isRight ? "bg-ok-soft text-ok" : "bg-warn-soft text-warn"}`}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-1">
        {isRight ? "As it is known: " : "The known answer to the last one is another: "}
        {verdictWords[known.verdict]}
        {reasons.length > 0 && `, ${reasons.join(", ")}`}
        {known.note && ` · ${known.note}`}
      </p>
      <Button size="sm" variant="quiet" onClick={onClose}>
        Close
      </Button>
    </div>
  );
}
