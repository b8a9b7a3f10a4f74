"use client";

import { ChevronLeft, ChevronRight, EyeOff, Flag, PenLine } from "lucide-react";
import type { ReactNode, Ref } from "react";
import type { Speaker, Turn } from "@/lib/domain/dialogue";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";
import { flagWords, originWords, speakerWords } from "./dialogue-words";
import { SpeakerMark } from "./speaker-mark";
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

type TurnFrameProps = {
  speaker: Speaker;
  opensRound: boolean;
  selected?: boolean;
  /** Below the name in the margin: pager, flags. */
  margin?: ReactNode;
  turnId?: string;
  frameRef?: Ref<HTMLLIElement>;
  /** Given where it is laid out and painted only near sight; find-in-page, copying and screen readers have it all. */
  likelyHeight?: number;
  children: ReactNode;
};

/** A turn as in the script of a play: who speaks in the margin, the words in one column, a hairline above a round. */
export function TurnFrame(props: TurnFrameProps) {
  const { speaker, opensRound, selected, margin, turnId, frameRef, likelyHeight, children } = props;
  return (
    <li
      ref={frameRef}
      data-turn={turnId}
      style={likelyHeight === undefined ? undefined : { containIntrinsicBlockSize: `auto ${likelyHeight}px` }}
      aria-current={selected || undefined}
      className={cx(
        "scroll-mt-32 scroll-mb-28 border-l-2 px-4 py-4 sm:px-6",
        "md:grid md:grid-cols-[8rem_minmax(0,1fr)] md:gap-x-6",
        likelyHeight !== undefined && "[content-visibility:auto] print:[content-visibility:visible]",
        opensRound && "border-t border-t-line first:border-t-0",
        selected ? "border-l-accent bg-surface" : "border-l-transparent",
      )}
    >
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 md:mb-0 md:flex-col md:items-start">
        <p
          className={cx(
            "flex items-center gap-2 rounded px-1.5 py-0.5 font-medium text-xs md:-ml-1.5",
            speaker === "user" ? "bg-user-soft text-user" : "bg-assistant-soft text-assistant",
          )}
        >
          <SpeakerMark speaker={speaker} />
          {speakerWords[speaker]}
        </p>
        {margin}
      </div>
      <div className="min-w-0">{children}</div>
    </li>
  );
}
