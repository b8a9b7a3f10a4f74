import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import type { IncomingFile } from "@/lib/contract/endpoint";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { transaction } from "@/lib/data/sql";
import { listTables } from "@/lib/data/whole/catalog";
import { forgetOldPieces, forgetPieces, keepPieces } from "@/lib/data/whole/file-pieces";
import { inFile } from "@/lib/data/whole/file-tables";
import { listInTheWay } from "@/lib/data/whole/people-of-file";
import { namesInFile } from "@/lib/data/whole/read-project-file";
import type { Job } from "@/lib/domain/job";
import type { Viewer } from "@/lib/domain/viewer";
import { membershipColumns, type ProjectFileHead, personColumns } from "@/lib/formats/project-file";
import { refused } from "./lines-of-project-file";
import { readProjectFile } from "./read-project-file";

/**
 * Takes a project file in. It is held to all that it says of itself while it comes; only when it is whole a job is asked
 * for that makes a project of it. Nothing of a file that is refused stays.
 */
export async function takeProjectFile(viewer: Viewer, slug: string | undefined, file: IncomingFile): Promise<Job> {
  await forgetOldPieces();
  const fileId = newId("projectFile");
  try {
    let head: ProjectFileHead | undefined;
    for await (const part of readProjectFile(keepPieces(fileId, file))) {
      if (part.kind !== "head") continue;
      head = part.head;
      await checkHead(head, slug ?? head.project.slug);
    }
    const { project } = must(head, "the head of a whole file");
    const payload = { fileId, slug: slug ?? project.slug };
    const jobId = await transaction((tx) =>
      enqueueJob(tx, { kind: "project_import", payload, subject: project.id, personId: viewer.id }),
    );
    return must(await findJob(jobId), "the job");
  } catch (error) {
    await forgetPieces(fileId);
    throw error;
  }
}

/** Throws, in words, where this server cannot take a project with this head. */
export async function checkHead({ project, tables }: ProjectFileHead, slug: string): Promise<void> {
  const inTheWay = await listInTheWay(project.id, slug);
  const same = inTheWay.find(({ id }) => id === project.id);
  if (same)
    throw new AppError(
      "conflict",
      `This project is on this server already, as “${same.name}”. Import the file on another server, or delete the project here first. Nothing was imported.`,
    );
  if (inTheWay.length > 0) {
    const fields = { slug: `Another project has the address ${slug}. Choose another one.` };
    throw new AppError("invalid", `${fields.slug} Nothing was imported.`, { fields });
  }
  const known = new Map((await listTables()).filter(({ name }) => inFile[name]).map((table) => [table.name, table]));
  const names = tables.map(({ name }) => name);
  if (new Set(names).size !== names.length) throw refused("It names a table twice.");
  for (const { name, columns } of tables) {
    const here = known.get(name);
    const given =
      name === "person" ? personColumns : name === "membership" ? membershipColumns : here && namesInFile(here);
    if (!given) throw refused(`It holds a table that is not known here (${name}). Update this server first.`);
    const strange = columns.find((column) => !given.includes(column));
    if (strange !== undefined)
      throw refused(`It holds what is not known here (${name}.${strange}). Update this server first.`);
    const lacking = here?.columns.find((one) => one.isRequired && !one.isDrawn && !columns.includes(one.name));
    if (lacking)
      throw refused(`It lacks what is needed here (${name}.${lacking.name}); it was made by a version too old.`);
  }
  if (names[0] !== "person" || names[1] !== "membership") throw refused("It does not begin with its people.");
  const order = [...known.keys()].filter((name) => names.includes(name));
  if (order.some((name, i) => names[i + 2] !== name)) throw refused("Its tables are not in their order.");
}
