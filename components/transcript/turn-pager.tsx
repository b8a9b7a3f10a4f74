"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import type { Pager } from "./transcript";

type TurnPagerProps = { pager: Pager; onChoose: (turnId: string) => void; mayAct: boolean };

/** `‹ 2/3 ›`: which of the turns that answer the same parent stands here, and the way to the others. */
export function TurnPager({ pager, onChoose, mayAct }: TurnPagerProps) {
  return (
    <div className="-ml-1 flex items-center text-ink-faint text-xs tabular-nums">
      <Step label="Previous version" turnId={mayAct ? pager.previousId : null} onChoose={onChoose} icon={ChevronLeft} />
      <span>
        <span className="sr-only">Version </span>
        {pager.at}/{pager.of}
      </span>
      <Step label="Next version" turnId={mayAct ? pager.nextId : null} onChoose={onChoose} icon={ChevronRight} />
    </div>
  );
}

type StepProps = {
  label: string;
  turnId: string | null;
  onChoose: (turnId: string) => void;
  icon: typeof ChevronLeft;
};

function Step({ label, turnId, onChoose, icon: Icon }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={turnId === null}
      onClick={() => turnId !== null && onChoose(turnId)}
      className="inline-flex size-6 items-center justify-center rounded hover:bg-hover hover:text-ink disabled:opacity-35 disabled:hover:bg-transparent"
    >
      <Icon aria-hidden className="size-3.5" />
    </button>
  );
}
