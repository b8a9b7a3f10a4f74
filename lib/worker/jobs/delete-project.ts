import { deleteProjectRows } from "@/lib/operations/whole/delete-project";
import type { JobHandler } from "./job-handler";

/** Takes away all rows of the project that the job is in; with the last ones the job itself goes. */
export const deleteProject: JobHandler<"project_deletion"> = async (job, tools) => {
  const isGone = await deleteProjectRows(job, tools);
  return isGone ? { kind: "done", result: {} } : { kind: "later", delayMs: 0 };
};
