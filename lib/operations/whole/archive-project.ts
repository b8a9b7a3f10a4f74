import { AppError } from "@/lib/base/app-error";
import { notifyControl } from "@/lib/bus/notifications";
import { toProject } from "@/lib/data/memberships";
import {
  archiveProject as archive,
  readProject,
  unarchiveProject as unarchive,
} from "@/lib/data/whole/archive-project";
import type { JobKind } from "@/lib/domain/job";
import type { Project } from "@/lib/domain/project";
import type { Viewer } from "@/lib/domain/viewer";
import { jobKinds } from "@/lib/jobs/kinds";

const restless = (Object.keys(jobKinds) as JobKind[]).filter((kind) => jobKinds[kind].whileArchived);

/** Lets the project at work rest: it can be read and taken along, and nothing in it changes. Turns in flight are finished. */
export async function archiveProject(viewer: Viewer): Promise<Project> {
  const project = await readProject();
  const detail = `Paused: ${viewer.name} archived the project.`;
  const runIds = await archive({ project, personId: viewer.id, detail, keptKinds: restless });
  if (!runIds) throw new AppError("conflict", "This project is archived already.");
  await notifyControl(runIds);
  return toProject(await readProject());
}

/** Takes it out of the archive; runs stay paused until somebody resumes them. */
export async function unarchiveProject(viewer: Viewer): Promise<Project> {
  const project = await readProject();
  if (!(await unarchive(project, viewer.id))) throw new AppError("conflict", "This project is not archived.");
  return toProject(await readProject());
}
