import { pushExport } from "@/lib/operations/exporting/push-export";
import type { JobHandler } from "./job-handler";
import { outcomeOfFault } from "./outcome-of-fault";

/** Sends an export to its destination. */
export const sendExport: JobHandler<"push"> = async ({ payload, progress }, tools) => {
  try {
    return { kind: "done", result: await pushExport(payload.pushId, progress.done, tools) };
  } catch (error) {
    return outcomeOfFault(error, tools);
  }
};
