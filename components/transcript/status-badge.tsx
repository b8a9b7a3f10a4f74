import type { Dialogue, DialogueStatus } from "@/lib/domain/dialogue";
import { Badge } from "../ui/badge";
import type { Tone } from "../ui/tone";
import { endReasonWords, statusWords } from "./dialogue-words";

const tones: Record<DialogueStatus, Tone> = {
  queued: "neutral",
  running: "accent",
  paused: "warn",
  parked: "danger",
  ended: "neutral",
};

type StatusBadgeProps = { dialogue: Pick<Dialogue, "status" | "holdRequested" | "endReason" | "statusDetail"> };

/** How a dialogue stands, in a word or two; an ended one says why. */
export function StatusBadge({ dialogue: { status, holdRequested, endReason, statusDetail } }: StatusBadgeProps) {
  const pausing = status === "running" && holdRequested;
  const why = status === "ended" && endReason ? `Ended: ${endReasonWords[endReason].label.toLowerCase()}` : null;
  return (
    <Badge tone={pausing ? "warn" : tones[status]} title={statusDetail ?? undefined}>
      {pausing ? "Pausing" : (why ?? statusWords[status])}
    </Badge>
  );
}
