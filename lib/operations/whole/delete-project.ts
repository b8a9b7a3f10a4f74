import { AppError } from "@/lib/base/app-error";
import { notifyControl } from "@/lib/bus/notifications";
import type { JobClaim } from "@/lib/data/jobs/job-claim";
import type { Queryable } from "@/lib/data/sql";
import { readProject } from "@/lib/data/whole/archive-project";
import { listTables } from "@/lib/data/whole/catalog";
import {
  closeProject,
  countProject,
  countRowsOf,
  deleteProjectRow,
  deleteRows,
  isOnlyProject,
} from "@/lib/data/whole/delete-project";
import type { Viewer } from "@/lib/domain/viewer";

/** So many rows go in one transaction. */
const batch = 2_000;

/** Deletes the project at work with all that is in it, once its name was typed. From here on nobody is in it. */
export async function deleteProject(viewer: Viewer, typedName: string): Promise<void> {
  const project = await readProject();
  if (typedName.trim() !== project.name) {
    const fields = { name: `Type the name of the project as it stands here: ${project.name}` };
    throw new AppError("invalid", "That is not the name of this project, so nothing was deleted.", { fields });
  }
  if (await isOnlyProject())
    throw new AppError(
      "conflict",
      "This is the only project of the server. Make another one first; nothing was deleted.",
    );
  const runIds = await closeProject({ project, personId: viewer.id, counts: await countProject() });
  await notifyControl(runIds);
}

type Tools = {
  signal: AbortSignal;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
  report: (progress: { done: number; total: number }) => Promise<void>;
};

/** Takes the rows of a closed project away, children before their parents; true once nothing of it is left. */
export async function deleteProjectRows(
  { id: jobId, payload }: JobClaim<"project_deletion">,
  { signal, whileHeld, report }: Tools,
): Promise<boolean> {
  const tables = (await listTables()).reverse();
  let total = 0;
  for (const table of tables) total += await countRowsOf(table);
  let done = 0;
  for (const table of tables)
    for (let gone = batch; gone === batch; ) {
      if (signal.aborted) return false;
      gone = await whileHeld((tx) => deleteRows(tx, table, batch, jobId));
      done += gone;
      await report({ done, total });
    }
  await whileHeld((tx) => deleteProjectRow(tx, jobId, payload.auditLineId));
  return true;
}
