import type { KeptEvent, TrainingEvent } from "@/lib/domain/training-job/event";
import type { TrainingTools } from "./training-way";

/** Keeps what a training elsewhere has told: figures as figures, lines in the log; the last step is shown. */
export async function keepTold(
  { record, note, report }: Pick<TrainingTools, "record" | "note" | "report">,
  events: readonly TrainingEvent[],
): Promise<void> {
  const kept = events.filter(isKept);
  if (kept.length > 0) await record(kept);
  for (const event of events) if (event.type === "line") await note(event.text);
  const last = kept.findLast((event) => event.type === "step");
  if (last?.type === "step") await report({ done: last.step, total: last.of, sentence: "" });
}

function isKept(event: TrainingEvent): event is KeptEvent {
  return event.type !== "line" && event.type !== "done" && event.type !== "failed";
}
