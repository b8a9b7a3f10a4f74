import type { Run, RunStatus } from "@/lib/domain/run";
import { Badge } from "../ui/badge";
import type { Tone } from "../ui/tone";

type RunStatusBadgeProps = { run: Pick<Run, "status" | "statusDetail">; parked: number };

/** How a run stands. One whose last dialogues are parked has nothing to write and yet is not done. */
export function RunStatusBadge({ run: { status, statusDetail }, parked }: RunStatusBadgeProps) {
  const { label, tone } =
    status === "done" && parked > 0 ? ({ label: "Needs a person", tone: "danger" } as const) : runStatusWords[status];
  return (
    <Badge tone={tone} title={statusDetail ?? undefined}>
      {label}
    </Badge>
  );
}

/** How a run stands, for a badge. */
const runStatusWords: Record<RunStatus, { label: string; tone: Tone }> = {
  draft: { label: "Draft", tone: "neutral" },
  running: { label: "Running", tone: "accent" },
  paused: { label: "Paused", tone: "warn" },
  stopped: { label: "Stopped", tone: "neutral" },
  done: { label: "Done", tone: "ok" },
};
