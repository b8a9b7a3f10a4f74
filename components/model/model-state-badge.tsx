import type { Model } from "@/lib/domain/model";
import { Badge } from "../ui/badge";
import type { Tone } from "../ui/tone";

const words: Record<NonNullable<Model["state"]>, { label: string; tone: Tone; hint: string }> = {
  asleep: { label: "asleep", tone: "neutral", hint: "Its weights lie on the disk; it wakes when it is asked" },
  waking: { label: "waking", tone: "accent", hint: "Its weights are being loaded" },
  awake: { label: "awake", tone: "ok", hint: "It answers, and goes to sleep when it is asked no more" },
  broken: { label: "does not wake", tone: "danger", hint: "It could not be woken" },
};

/** How a model stands that a trainer host serves on demand; nothing of those that are always there. */
export function ModelStateBadge({ model: { state, stateDetail } }: { model: Pick<Model, "state" | "stateDetail"> }) {
  if (state === null) return null;
  const { label, tone, hint } = words[state];
  return (
    <Badge tone={tone} title={stateDetail ?? hint}>
      {label}
    </Badge>
  );
}
