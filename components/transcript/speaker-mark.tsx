import type { Speaker } from "@/lib/domain/dialogue";
import { cx } from "../ui/cx";

/** The speaker's shape: a ring for the user, a square for the assistant, so that colour is never alone. */
export function SpeakerMark({ speaker, className }: { speaker: Speaker; className?: string }) {
  return (
    <span
      aria-hidden
      className={cx(
        "inline-block size-2.5 shrink-0",
        speaker === "user" ? "rounded-full border-2 border-user" : "rounded-[2px] bg-assistant",
        className,
      )}
    />
  );
}
