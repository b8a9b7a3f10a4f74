import { must } from "@/lib/base/assert";
import { findAuditLine, insertAuditLine } from "@/lib/data/audit-lines";
import type { JobClaim } from "@/lib/data/jobs/job-claim";
import { inProject, requireProject, streamInProject } from "@/lib/data/project-at-work";
import { type Queryable, transaction } from "@/lib/data/sql";
import { listTables } from "@/lib/data/whole/catalog";
import { readPieces } from "@/lib/data/whole/file-pieces";
import { insertProjectOfFile } from "@/lib/data/whole/people-of-file";
import type { ProjectFileHead } from "@/lib/formats/project-file";
import { refused } from "./lines-of-project-file";
import { readProjectFile } from "./read-project-file";
import { checkInside, insertHere, PeopleWhoCome, problemOf } from "./rows-that-come";
import { checkHead } from "./take-project-file";

type Tools = { signal: AbortSignal; report: (progress: { done: number; total: number }) => Promise<void> };
type Imported = { projectId: string; rows: number };

/** So many rows, and so much text, go in one statement. */
const [mostRows, mostText] = [500, 4 * 1024 * 1024];

/**
 * Makes a project of a file that was taken in, in one transaction: all of it or nothing. Ids stay as they are; people are
 * those who have their e-mail address here, others become closed accounts; whoever asked for it leads it.
 */
export async function importProject(job: JobClaim<"project_import">, tools: Tools): Promise<Imported> {
  const { fileId, slug } = job.payload;
  const before = await findAuditLine(lineOf(job));
  // The worker that had it died when it was done.
  if (before) return { projectId: before.projectId, rows: before.counts.rows ?? 0 };
  // File and job are of the project in which it was sent; the rows become another one's.
  const asked = requireProject();
  const parts = streamInProject(asked, readProjectFile(readPieces(fileId)));
  const report: Tools["report"] = (progress) => inProject(asked, () => tools.report(progress));
  const first = await parts.next();
  if (first.done || first.value.kind !== "head") throw refused("The file is not here any more. Send it once more.");
  const { head } = first.value;
  await checkHead(head, slug);
  try {
    return await inProject(head.project.id, () =>
      transaction((tx) => write(tx, head, parts, { signal: tools.signal, report, job })),
    );
  } catch (error) {
    throw problemOf(error) ?? error;
  } finally {
    await parts.return?.(undefined);
  }
}

/** The line that tells of the import is as good as its outcome: it is written with the project or not at all. */
function lineOf({ id }: JobClaim<"project_import">): string {
  return id.replace("job_", "aud_");
}

type Work = Tools & { job: JobClaim<"project_import"> };

async function write(
  tx: Queryable,
  { project, tables: told }: ProjectFileHead,
  parts: ReturnType<typeof readProjectFile>,
  { job, signal, report }: Work,
): Promise<Imported> {
  await insertProjectOfFile(tx, { ...project, slug: job.payload.slug });
  const tables = new Map((await listTables(tx)).map((table) => [table.name, table]));
  const columns = new Map(told.map((table) => [table.name, table.columns]));
  const total = told.reduce((sum, { rows }) => sum + rows, 0);
  const people = new PeopleWhoCome(tx, project.id, must(job.personId, "who asked for it"));
  let held: { table: string; lines: string[]; size: number } = { table: "", lines: [], size: 0 };
  let done = 0;

  async function flush(): Promise<void> {
    const { table, lines } = held;
    held = { table: "", lines: [], size: 0 };
    if (lines.length === 0) return;
    if (signal.aborted) throw refused("It was stopped.");
    if (table === "person" || table === "membership") await people.take(table, lines);
    else await insertHere(tx, must(tables.get(table), table), columns.get(table) ?? [], lines.map(people.inWordsOf));
    done += lines.length;
    await report({ done, total });
  }

  for await (const part of parts) {
    if (part.kind !== "row") continue;
    if (part.table !== held.table || held.lines.length >= mostRows || held.size >= mostText) await flush();
    held.table = part.table;
    held.lines.push(part.line);
    held.size += part.line.length;
  }
  await flush();
  // A transaction that was begun anew finds its file half read.
  if (done !== total) throw refused("The database was busy with something else. Ask for it once more.");
  const taken = told.flatMap(({ name }) => tables.get(name) ?? []).filter(({ name }) => name !== "membership");
  await checkInside(tx, taken, people.ids());
  await people.addLead();
  if (signal.aborted) throw refused("It was stopped.");
  const line = { id: lineOf(job), kind: "project_imported", project, personId: people.lead } as const;
  await insertAuditLine({ ...line, counts: { rows: done } }, tx);
  return { projectId: project.id, rows: done };
}
