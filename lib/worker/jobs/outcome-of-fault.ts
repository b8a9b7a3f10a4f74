import { DestinationFault } from "@/lib/domain/destination-fault";
import type { JobOutcome, JobTools } from "./job-handler";

/** How a job ends that a destination stopped: what only a person can mend is not tried again; who asks to wait is left alone. */
export async function outcomeOfFault(
  error: unknown,
  tools: Pick<JobTools, "report">,
): Promise<Exclude<JobOutcome<never>, { kind: "done" }>> {
  if (!(error instanceof DestinationFault)) throw error;
  if (error.remedy === "fix") return { kind: "refused", error: error.message };
  if (error.retryAfterMs === undefined) throw new Error(error.message);
  await tools.report({ sentence: error.message });
  return { kind: "later", delayMs: error.retryAfterMs };
}
