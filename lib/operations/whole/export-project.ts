import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { OutgoingFile } from "@/lib/contract/endpoint";
import { insertAuditLine } from "@/lib/data/audit-lines";
import { streamOneMoment } from "@/lib/data/one-moment";
import { requireProject, streamInProject } from "@/lib/data/project-at-work";
import type { Queryable } from "@/lib/data/sql";
import { readProject } from "@/lib/data/whole/archive-project";
import { listTables } from "@/lib/data/whole/catalog";
import { inFile } from "@/lib/data/whole/file-tables";
import {
  countRowsInFile,
  listMembershipLines,
  listPeopleInFile,
  namesInFile,
  readLines,
} from "@/lib/data/whole/read-project-file";
import type { Viewer } from "@/lib/domain/viewer";
import { membershipColumns, type ProjectFileHead, personColumns, projectFileVersion } from "@/lib/formats/project-file";

/** The project at work whole in one file (docs/project-file.md), all of it as it is at one moment. */
export async function exportProject(viewer: Viewer): Promise<OutgoingFile> {
  const project = await readProject();
  await insertAuditLine({ kind: "project_exported", project, personId: viewer.id });
  const day = new Date().toISOString().slice(0, 10);
  // The packer asks for the next line whenever it has room, outside of what is at work here.
  const lines = streamInProject(requireProject(), streamOneMoment(writeProjectFile));
  return {
    fileName: `realchat-${project.slug}-${day}.jsonl.gz`,
    mediaType: "application/gzip",
    pieces: packed(lines),
  };
}

async function* packed(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(lines);
  const gzip = createGzip();
  source.on("error", (error) => gzip.destroy(error));
  try {
    for await (const piece of source.pipe(gzip) as AsyncIterable<Uint8Array>) yield piece;
  } finally {
    source.destroy();
  }
}

/** The lines of a project file, unpacked. */
export async function* writeProjectFile(on: Queryable): AsyncGenerator<string> {
  const whole = createHash("sha256");
  let rows = 0;
  const { tables, parts } = await readParts(on);
  const { id, name, slug, createdAt } = await readProject();
  const project = { id, name, slug, createdAt: createdAt.toISOString() };
  const head: ProjectFileHead = { projectFile: projectFileVersion, madeAt: new Date().toISOString(), project, tables };
  const put = (line: string): string => {
    const text = `${line}\n`;
    whole.update(text);
    return text;
  };
  yield put(JSON.stringify(head));
  for (const [i, { name }] of tables.entries()) {
    yield put(JSON.stringify(["table", name]));
    const sum = createHash("sha256");
    let count = 0;
    for await (const line of parts[i] ?? []) {
      count += 1;
      sum.update(`${line}\n`);
      yield put(line);
    }
    rows += count;
    yield put(JSON.stringify(["end", name, count, sum.digest("hex")]));
  }
  yield `${JSON.stringify(["whole", rows, whole.digest("hex")])}\n`;
}

/** What follows the first line, table by table; nothing of the large ones is read yet. */
async function readParts(on: Queryable) {
  const taken = (await listTables(on)).filter(({ name }) => inFile[name]);
  const people = (await listPeopleInFile(on, taken)).map((person) => JSON.stringify(person));
  const memberships = await listMembershipLines(on);
  const tables: ProjectFileHead["tables"] = [
    { name: "person", columns: personColumns, rows: people.length },
    { name: "membership", columns: membershipColumns, rows: memberships.length },
  ];
  const parts: (Iterable<string> | AsyncIterable<string>)[] = [people, memberships];
  for (const table of taken) {
    tables.push({ name: table.name, columns: namesInFile(table), rows: await countRowsInFile(on, table, taken) });
    parts.push(readLines(on, table, taken));
  }
  return { tables, parts };
}
