import type { Dialogue } from "@/lib/domain/dialogue";

/** What Space does now: the opposite of what the dialogue is doing; null when there is nothing to steer. */
export function steeringAct({
  status,
  holdRequested,
}: Pick<Dialogue, "status" | "holdRequested">): "pause" | "resume" | "retry" | null {
  if (status === "ended") return null;
  if (status === "parked") return "retry";
  return status === "paused" || holdRequested ? "resume" : "pause";
}
