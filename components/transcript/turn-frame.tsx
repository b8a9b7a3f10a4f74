import type { ReactNode, Ref } from "react";
import type { Speaker } from "@/lib/domain/dialogue";
import { cx } from "../ui/cx";
import { speakerWords } from "./dialogue-words";
import { SpeakerMark } from "./speaker-mark";

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
