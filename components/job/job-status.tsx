import type { Job } from "@/lib/domain/job";
import { Badge } from "../ui/badge";
import { statusWords } from "./job-words";

/** How a job stands, in a word. */
export function JobStatusBadge({ job }: { job: Pick<Job, "status" | "cancelRequested"> }) {
  const { label, tone } = statusWords[job.status];
  if (job.status === "running" && job.cancelRequested) return <Badge tone="warn">Stopping</Badge>;
  return <Badge tone={tone}>{label}</Badge>;
}
