import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { firstProjectId } from "@/lib/data/memberships";
import { streamOneMoment } from "@/lib/data/one-moment";
import { pool } from "@/lib/data/pool";
import { prisma } from "@/lib/data/prisma";
import { inProject } from "@/lib/data/project-at-work";
import { parentsFirst } from "@/lib/data/whole/catalog";
import { inFile, leftOut } from "@/lib/data/whole/file-tables";
import type { Viewer } from "@/lib/domain/viewer";
import type { ProjectFileHead } from "@/lib/formats/project-file";
import { makeUser } from "@/lib/testing/builders";
import { elsewhere, withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { resealed } from "@/lib/testing/resealed";
import { makeWholeProject } from "@/lib/testing/whole-project";
import { exportProject, writeProjectFile } from "./export-project";
import { takeProjectFile } from "./take-project-file";

withDatabase();

async function fileOf(projectId: string): Promise<string> {
  return inProject(projectId, async () => {
    let text = "";
    for await (const piece of streamOneMoment(writeProjectFile)) text += piece;
    return text;
  });
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

async function owner(email = "owner@elsewhere.dev"): Promise<Viewer> {
  const { id, name } = await makeUser({ name: "Owner", email, roles: ["lead"] });
  return { id, name, email, roles: ["lead"] };
}

/** Sends a file and does the job; how that ended. */
async function importFile(viewer: Viewer, text: string, slug?: string) {
  const { id } = await inProject(firstProjectId, () => takeProjectFile(viewer, slug, pieces(text)));
  await doDueJobs();
  return inProject(firstProjectId, async () => await prisma.job.findUniqueOrThrow({ where: { id } }));
}

const rowsOf = (text: string) => text.split("\n").slice(1, -2);
const headOf = (text: string) => JSON.parse(must(text.split("\n")[0], "head")) as ProjectFileHead;

describe("a project file", () => {
  it("says of every table of projects whether it is taken along, or why not", async () => {
    const { rows } = await pool().query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'project_id'",
    );
    const told = [...Object.keys(inFile), ...Object.values(leftOut).flat()];
    expect(told.sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it("checks each column that names a row of its tables, or knows that it names none", async () => {
    const { rows } = await pool().query<{ table: string; column: string }>(`
      SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
      WHERE c.table_schema = 'public' AND c.column_name ~ '_id$' AND c.column_name NOT IN ('project_id', 'person_id')
        AND NOT EXISTS (SELECT FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)
          WHERE k.contype = 'f' AND k.conrelid = (quote_ident(c.table_name))::regclass AND a.attname = c.column_name)`);
    const free = rows.filter(
      ({ table, column }) =>
        inFile[table] && !inFile[table].names?.[column] && !inFile[table].without?.includes(column),
    );
    expect(free.map(({ table, column }) => `${table}.${column}`).sort()).toEqual([
      "answer_version.answer_id",
      "assignment.answer_id",
      "attempt.model_id",
      "attempt.turn_id",
      "attempt.worker_id",
      "ballot.vote_id",
      "benchmark_question.question_id",
      "bulk_act.undoes_id",
      "decision.assignment_id",
      "decision.batch_id",
      "decision.undoes_id",
      "evaluation_item.question_id",
      "job.subject_id",
      "ruling.source_id",
      "turn.model_id",
      "vote_version.vote_id",
    ]);
  });

  it("comes out elsewhere as it went in, with people by their address and the rest as closed accounts", async () => {
    const { project, lead } = await makeWholeProject("Quokka");
    const before = await fileOf(project.id);
    expect(headOf(before).tables.filter(({ rows }) => rows === 0)).toEqual([]);
    expect(before).not.toMatch(/sealed_key|token_hash|password/);
    await elsewhere(async () => {
      const here = await owner();
      expect(await importFile(here, before)).toMatchObject({ status: "done", error: null });
      const after = await fileOf(project.id);
      const own = (line: string) => !line.includes(here.id) && !/^\["(end|whole)/.test(line);
      expect(rowsOf(after).filter(own)).toEqual(rowsOf(before).filter(own));
      const counts = ({ tables }: ProjectFileHead) => tables.slice(2);
      expect(counts(headOf(after))).toEqual(counts(headOf(before)));
      const person = await prisma.user.findUniqueOrThrow({ where: { id: lead.id }, include: { accounts: true } });
      expect(person).toMatchObject({ email: lead.email, deactivatedAt: expect.any(Date), accounts: [] });
      await inProject(project.id, async () => {
        expect(await prisma.run.count({ where: { status: "running" } })).toBe(0);
        expect(
          await prisma.dialogue.count({ where: { OR: [{ status: "running" }, { leaseWorker: { not: null } }] } }),
        ).toBe(0);
        expect(await prisma.job.count({ where: { status: { in: ["waiting", "running"] }, kind: "bulk_act" } })).toBe(0);
      });
    });
  });

  it("gives what somebody did to whoever has their address there, in columns and in what is stored as JSON", async () => {
    const { project, lead } = await makeWholeProject("Numbat");
    const file = await fileOf(project.id);
    await elsewhere(async () => {
      const here = await owner(lead.email);
      expect(await importFile(here, file)).toMatchObject({ status: "done", error: null });
      const after = await fileOf(project.id);
      expect(after).not.toContain(lead.id);
      expect(after.split(here.id).length).toBe(file.split(lead.id).length);
    });
  });

  it("is refused where the project, or a row of it, is already; nothing of it stays", async () => {
    const { project } = await makeWholeProject("Bilby");
    const file = await fileOf(project.id);
    const here = await owner("second@test.dev");
    await expect(importFile(here, file)).rejects.toMatchObject({ code: "conflict", message: /on this server already/ });
    const other = "prj_0000000000another000";
    const moved = resealed(file.replaceAll(project.id, other).replace('"slug":"bilby"', '"slug":"other"'));
    expect(await importFile(here, moved)).toMatchObject({
      status: "failed",
      error: expect.stringMatching(/A row of it is on this server already/),
    });
    expect(await prisma.project.findUnique({ where: { id: other } })).toBeNull();
  });

  it("is refused where a row names what is not in it, be it there in another project", async () => {
    const { project } = await makeWholeProject("Dunnart");
    const file = await fileOf(project.id);
    await elsewhere(async () => {
      const here = await owner();
      const { project: other } = await makeWholeProject("Koala");
      const foreign = await inProject(
        other.id,
        async () => await prisma.dialogue.findFirstOrThrow({ where: { runId: { not: null } } }),
      );
      const forged: Record<string, [from: RegExp, to: string, error: RegExp]> = {
        "a dialogue of another project": [
          /("dialogue_id":)"dlg_\w+"(.*"speaker")/,
          `$1"${foreign.id}"$2`,
          /name what is not in it \((turn|attempt).dialogue_id\)/,
        ],
        "a run that never was": [
          /("run_id":)"run_\w+"(.*"number")/,
          '$1"run_00000000000000000000"$2',
          /cannot be stored \(dialogue\)/,
        ],
        "a head that never was": [
          /"head_id":"trn_\w+"(.*"end_reason")/,
          '"head_id":"trn_00000000000000000000"$1',
          /\(dialogue.head_id\)/,
        ],
        "somebody who did not come": [
          /("person_id":)"usr_\w+"(.*"before")/,
          `$1"${here.id}"$2`,
          /\(decision.person_id\)/,
        ],
        "itself as its parent": [/"id":"(trn_\w+)"(.*)"parent_id":null/, '"id":"$1"$2"parent_id":"$1"', /in a circle/],
        "a word that is none": [
          /("status":)"ended"(.*"end_reason")/,
          '$1"whatever"$2',
          /cannot be stored \(dialogue\)/,
        ],
        "a text that cannot be stored": [/("speaker":"user","text":)"[^"]*"/, '$1"a\\u0000b"', /cannot be stored/],
      };
      for (const [what, [from, to, error]] of Object.entries(forged)) {
        const text = resealed(file.replace(from, to));
        expect(text, what).not.toBe(resealed(file));
        expect(await importFile(here, text), what).toMatchObject({
          status: "failed",
          error: expect.stringMatching(error),
        });
      }
      expect(await prisma.project.findUnique({ where: { id: project.id } })).toBeNull();
      expect(await prisma.user.count({ where: { name: "Lea of Dunnart" } })).toBe(0);
      const job = await importFile(here, file);
      expect(job).toMatchObject({ status: "done" });
      // Its worker died when all was written, and another has it again.
      await prisma.job.update({ where: { id: job.id }, data: { status: "waiting", result: {}, dueAt: new Date() } });
      await doDueJobs();
      const again = await prisma.job.findUniqueOrThrow({ where: { id: job.id } });
      expect(again).toMatchObject({ status: "done", error: null, result: job.result });
    });
  });

  it("of which only a part came, or that was changed, leaves nothing here", async () => {
    const { project } = await makeWholeProject("Echidna");
    const file = await fileOf(project.id);
    const here = await owner("third@test.dev");
    const send = (text: string) => inProject(firstProjectId, () => takeProjectFile(here, "new", pieces(text)));
    const head = headOf(file);
    const kept = () => inProject(firstProjectId, async () => await prisma.projectFilePiece.count());
    const before = await kept();
    const elsewhereFile = file.replaceAll(project.id, "prj_00000000000000nowhere");
    await expect(send(resealed(elsewhereFile).split("\n").slice(0, 40).join("\n"))).rejects.toThrow(/breaks off/);
    await expect(send(elsewhereFile)).rejects.toThrow(/sum is another/);
    const unknown = { ...head, project: { ...head.project, id: "prj_00000000000000nowhere" } };
    const [table, ...rest] = unknown.tables.slice(2);
    const strange = {
      ...unknown,
      tables: [...unknown.tables.slice(0, 2), { ...must(table, "table"), name: "session" }, ...rest],
    };
    await expect(send(`${JSON.stringify(strange)}\n`)).rejects.toThrow(/not known here \(session\)/);
    const secret = {
      ...unknown,
      tables: unknown.tables.map((one) =>
        one.name === "model" ? { ...one, columns: [...one.columns, "sealed_key"] } : one,
      ),
    };
    await expect(send(`${JSON.stringify(secret)}\n`)).rejects.toThrow(/not known here \(model.sealed_key\)/);
    expect(await kept()).toBe(before);
  });

  it("leaves in one gzip, which says what it is", async () => {
    const { project, lead } = await makeWholeProject("Wombat");
    const file = await inProject(project.id, () => exportProject(lead));
    const parts: Uint8Array[] = [];
    for await (const piece of file.pieces) parts.push(Buffer.from(piece));
    expect(headOf(gunzipSync(Buffer.concat(parts)).toString())).toMatchObject({
      projectFile: 1,
      project: { id: project.id },
    });
    expect(await prisma.auditLine.count({ where: { kind: "project_exported", subjectId: project.id } })).toBe(1);
  });
});

it("tables are put in an order in which parents come first, and a circle is told", () => {
  const table = (name: string, ...parents: string[]) => {
    return {
      name,
      columns: [],
      key: [],
      isShared: false,
      parents: parents.map((one) => ({ table: one, columns: [], key: [] })),
    };
  };
  const names = parentsFirst([table("turn", "dialogue"), table("dialogue", "run"), table("run")]).map(
    ({ name }) => name,
  );
  expect(names).toEqual(["run", "dialogue", "turn"]);
  expect(() => parentsFirst([table("a", "b"), table("b", "a")])).toThrow("name one another");
});
