import type { RunStatus } from "@/lib/domain/run";
import type { Tone } from "../ui/tone";

/** How a run stands, for a badge. */
export const runStatusWords: Record<RunStatus, { label: string; tone: Tone }> = {
  draft: { label: "Draft", tone: "neutral" },
  running: { label: "Running", tone: "accent" },
  paused: { label: "Paused", tone: "warn" },
  stopped: { label: "Stopped", tone: "neutral" },
  done: { label: "Done", tone: "ok" },
};
