import type { Job } from "@/lib/domain/job";
import type { Tone } from "../ui/tone";

type Worked = { finishedAt: string | null; job: Pick<Job, "status"> | null };

/** How something stands that a job makes once, in a word; `words` say what it is called while it is made and then. */
export function standOf(
  { finishedAt, job }: Worked,
  words: { doing: string; done: string },
): { label: string; tone: Tone } {
  if (finishedAt !== null) return { label: words.done, tone: "ok" };
  if (job?.status === "failed") return { label: "Failed", tone: "danger" };
  if (job?.status === "cancelled") return { label: "Stopped", tone: "warn" };
  return { label: job?.status === "waiting" ? "Waiting" : words.doing, tone: "accent" };
}
