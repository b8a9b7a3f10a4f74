import { forgetPieces } from "@/lib/data/whole/file-pieces";
import { importProject as importFile } from "@/lib/operations/whole/import-project";
import type { JobHandler } from "./job-handler";

/** Makes a project of the file that was sent. What is refused, is refused for good: the file is not kept for another try. */
export const importProject: JobHandler<"project_import"> = async (job, { signal, report }) => {
  const result = await importFile(job, { signal, report });
  await forgetPieces(job.payload.fileId);
  return { kind: "done", result };
};
