"use client";

import { CircleStop } from "lucide-react";
import { memo, type ReactNode, type RefCallback, useCallback, useState } from "react";
import type { Turn } from "@/lib/domain/dialogue";
import { CommentList } from "./comment-list";
import type { Comment } from "./comments";
import type { TranscriptRow } from "./transcript";
import { TurnFrame, TurnMargin } from "./turn-frame";
import { TurnText } from "./turn-text";

/** How far out of sight something is drawn before it is scrolled to. */
const ahead = "1000px";

/**
 * Whether what `ref` stands on is drawn in full: at once, or as soon as it comes near sight or the browser rests. A page
 * of very many pieces works at once and is whole a moment later.
 */
function useDrawnInTime(atOnce: boolean): [boolean, RefCallback<HTMLElement>] {
  const [isTime, setTime] = useState(atOnce);
  const isDrawn = isTime || atOnce;
  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (!element || isDrawn) return;
      const draw = () => setTime(true);
      const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && draw(), {
        rootMargin: ahead,
      });
      near.observe(element);
      const resting = typeof requestIdleCallback === "function" ? requestIdleCallback(draw) : 0;
      return () => {
        near.disconnect();
        if (resting !== 0) cancelIdleCallback(resting);
      };
    },
    [isDrawn],
  );
  return [isDrawn, ref];
}

type TurnRowProps = {
  row: TranscriptRow;
  selected: boolean;
  /** Training leaves it out. */
  untrained: boolean;
  /** A person said that a real user would stop after it. */
  endsHere: boolean;
  /** Shows another version of a turn; null where there is nothing to look at. */
  onLook: ((turnId: string) => void) | null;
  /** One of very many: laid out and painted near sight only. */
  isLong?: boolean;
  /** Out of sight when the page opens: it becomes Markdown in time. */
  isFar?: boolean;
  /** Stands in place of the words while they are being edited. */
  editor?: ReactNode;
  comments?: Comment[];
  /** Stands below the words. */
  below?: ReactNode;
};

export const TurnRow = memo(function TurnRow(props: TurnRowProps) {
  const { row, selected, untrained, endsHere, onLook, isLong = false, isFar = false, editor, comments, below } = props;
  const { turn, opensRound, pager, round } = row;
  const [isDrawn, frameRef] = useDrawnInTime(!isFar);
  return (
    <TurnFrame
      speaker={turn.speaker}
      opensRound={opensRound}
      selected={selected}
      turnId={turn.id}
      frameRef={frameRef}
      likelyHeight={isLong ? likelyHeight(turn.text) : undefined}
      margin={
        <>
          {opensRound && <span className="text-ink-faint text-xs">Round {round}</span>}
          {(pager || untrained || isMarked(turn)) && <TurnMargin row={row} untrained={untrained} onLook={onLook} />}
        </>
      }
    >
      {editor ?? (
        <>
          {turn.reasoning && <Reasoning text={turn.reasoning} />}
          <div className={untrained ? "border-line-strong border-l-2 border-dotted pl-3" : undefined}>
            {isDrawn ? (
              <TurnText text={turn.text} speaker={turn.speaker} />
            ) : (
              <p dir="auto" className="script">
                {turn.text}
              </p>
            )}
          </div>
        </>
      )}
      {endsHere && <EndMark />}
      {comments && <CommentList comments={comments} />}
      {below}
    </TurnFrame>
  );
});

/** In pixels, from lines of some eighty letters; the true height takes its place once the turn was in sight. */
function likelyHeight(text: string): number {
  const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 80)), 0);
  return 40 + lines * 29;
}

/** Most turns are as a model wrote them. */
function isMarked({ origin, abandoned, flags }: Turn): boolean {
  return origin !== "model" || abandoned || flags.length > 0;
}

function Reasoning({ text }: { text: string }) {
  return (
    <details className="mb-3 text-ink-soft text-xs">
      <summary className="select-none text-ink-faint hover:text-ink">Reasoning, kept apart from the text</summary>
      <p dir="auto" className="mt-2 max-w-script whitespace-pre-wrap border-line border-l-2 pl-3">
        {text}
      </p>
    </details>
  );
}

/** A person said that a real user would stop after the turn above. */
function EndMark() {
  return (
    <p className="mt-4 flex max-w-script items-center gap-2 font-medium text-accent text-xs">
      <CircleStop aria-hidden className="size-3.5" />A real user stops here
      <span aria-hidden className="h-px flex-1 bg-accent" />
    </p>
  );
}
