import type { Run, RunProgress, RunStatus } from "@/lib/domain/run";
import { Badge } from "../ui/badge";
import type { Tone } from "../ui/tone";

type RunStatusBadgeProps = {
  run: Pick<Run, "status" | "statusDetail">;
  byStatus: Pick<RunProgress["byStatus"], "running" | "parked">;
};

/** How a run stands. One whose last dialogues are parked, or written on after that, is not done. */
export function RunStatusBadge({ run: { status, statusDetail }, byStatus: { running, parked } }: RunStatusBadgeProps) {
  const unfinished = running > 0 ? runStatusWords.running : parked > 0 ? needsPerson : null;
  const { label, tone } = (status === "done" ? unfinished : null) ?? runStatusWords[status];
  return (
    <Badge tone={tone} title={statusDetail ?? undefined}>
      {label}
    </Badge>
  );
}

const needsPerson = { label: "Needs a person", tone: "danger" } as const;

/** How a run stands, for a badge. */
const runStatusWords: Record<RunStatus, { label: string; tone: Tone }> = {
  draft: { label: "Draft", tone: "neutral" },
  running: { label: "Running", tone: "accent" },
  paused: { label: "Paused", tone: "warn" },
  stopped: { label: "Stopped", tone: "neutral" },
  done: { label: "Done", tone: "ok" },
};
