import { DestinationFault } from "@/lib/domain/destination-fault";
import { pushExport } from "@/lib/operations/exporting/push-export";
import type { JobHandler } from "./job-handler";

/** Sends an export to its destination. What only a person can mend is not tried again; who asks to wait is left alone. */
export const sendExport: JobHandler<"push"> = async ({ payload, progress }, tools) => {
  try {
    return { kind: "done", result: await pushExport(payload.pushId, progress.done, tools) };
  } catch (error) {
    if (!(error instanceof DestinationFault)) throw error;
    if (error.remedy === "fix") return { kind: "refused", error: error.message };
    if (error.retryAfterMs === undefined) throw new Error(error.message);
    await tools.report({ sentence: error.message });
    return { kind: "later", delayMs: error.retryAfterMs };
  }
};
