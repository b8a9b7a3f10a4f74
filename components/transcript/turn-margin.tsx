"use client";

import { ChevronLeft, ChevronRight, EyeOff, Flag, PenLine } from "lucide-react";
import type { Turn } from "@/lib/domain/dialogue";
import { Badge } from "../ui/badge";
import { flagWords, originWords } from "./dialogue-words";
import type { Pager, TranscriptRow } from "./transcript";

type TurnMarginProps = {
  row: TranscriptRow;
  untrained: boolean;
  onLook: ((turnId: string) => void) | null;
};

/** What stands beside a turn that has other versions, or of which something is to be said. */
export function TurnMargin({ row: { turn, pager }, untrained, onLook }: TurnMarginProps) {
  return (
    <>
      {pager && <TurnPager pager={pager} onLook={onLook} />}
      <TurnMarks turn={turn} untrained={untrained} />
    </>
  );
}

const marks = { seed: "Seed", kept: "Kept", person: "Person", imported: "Imported" };

/** Where a turn comes from, what a person or the watchdog said of it, and whether training leaves it out. */
function TurnMarks({ turn, untrained }: { turn: Turn; untrained: boolean }) {
  return (
    <>
      {untrained && (
        <Badge icon={EyeOff} title="Training leaves this turn out: it is context only">
          Not trained on
        </Badge>
      )}
      {turn.origin !== "model" && (
        <Badge icon={turn.origin === "person" ? PenLine : undefined} title={originWords[turn.origin]}>
          {marks[turn.origin]}
        </Badge>
      )}
      {turn.abandoned && <Badge title="It finished after a person had moved on">Left behind</Badge>}
      {turn.flags.map((flag) => (
        <Badge
          key={flag}
          tone={flag === "rejected_by_person" ? "danger" : "warn"}
          icon={Flag}
          title={flagWords[flag].sentence}
        >
          {flagWords[flag].label}
        </Badge>
      ))}
    </>
  );
}

type TurnPagerProps = { pager: Pager; onLook: ((turnId: string) => void) | null };

/** `‹ 2/3 ›`: which of the turns that answer the same parent stands here, and a look at the others. */
function TurnPager({ pager, onLook }: TurnPagerProps) {
  return (
    <div className="-ml-1 flex items-center text-ink-faint text-xs tabular-nums">
      <Step label="Previous version" turnId={pager.previousId} onLook={onLook} icon={ChevronLeft} />
      <span>
        <span className="sr-only">Version </span>
        {pager.at}/{pager.of}
      </span>
      <Step label="Next version" turnId={pager.nextId} onLook={onLook} icon={ChevronRight} />
    </div>
  );
}

type StepProps = {
  label: string;
  turnId: string | null;
  onLook: ((turnId: string) => void) | null;
  icon: typeof ChevronLeft;
};

function Step({ label, turnId, onLook, icon: Icon }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={turnId === null || onLook === null}
      onClick={() => turnId !== null && onLook?.(turnId)}
      className="inline-flex size-6 items-center justify-center rounded hover:bg-hover hover:text-ink disabled:opacity-35 disabled:hover:bg-transparent"
    >
      <Icon aria-hidden className="size-3.5" />
    </button>
  );
}
