import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { liveHub } from "@/lib/bus/live-hub";
import type { Endpoint } from "@/lib/contract/endpoint";
import { endpoints } from "@/lib/contract/endpoints";
import { paths } from "@/lib/contract/paths";
import { projectTables, sharedTables } from "@/lib/data/door/project-tables";
import { pool } from "@/lib/data/pool";
import { prisma } from "@/lib/data/prisma";
import { acrossProjects, inProject } from "@/lib/data/project-at-work";
import { makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken, readRoute, reads } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { everyRole, type FurnishedProject, furnishProject, hashOfRows } from "@/lib/testing/furnished-project";
import { startJobRunner } from "@/lib/testing/job-runner";
import {
  alike,
  askCell,
  type Cell,
  cellsOf,
  type Heard,
  isLetIn,
  type Matrix,
  makeCaller,
  namesSomething,
  paramsIn,
  type Whose,
} from "@/lib/testing/matrix";
import type { JobRunner } from "@/lib/worker/job-runner";
import { registerModels } from "@/lib/worker/run-worker";

withDatabase();

let matrix: Matrix;
let ours: FurnishedProject;
let theirs: FurnishedProject;
/** Works out figures, which some reads wait for. */
let runner: JobRunner;
/** In both, with every role. */
let both: string;

beforeAll(async () => {
  await acrossProjects(registerModels);
  ours = await furnishProject("quokka");
  theirs = await furnishProject("numbat");
  const places = everyRole.flatMap((role) => [[role, ours] as const, [role, theirs] as const]);
  const callers = [...places, [null, null] as const].map(([role, where]) => makeCaller(role, where));
  matrix = { ours, theirs, callers: await Promise.all(callers) };
  const person = await inProject(ours.projectId, () => makeUser({ name: "In both", roles: everyRole }));
  await prisma.membership.create({ data: { projectId: theirs.projectId, personId: person.id, roles: everyRole } });
  both = await giveToken(person.id);
  runner = startJobRunner();
}, 60_000);
afterAll(async () => {
  await runner.stop();
  for (const { projectId } of [ours, theirs]) await inProject(projectId, () => liveHub().close());
});

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

const labelOf = ({ name, caller, whose, credential, variant }: Cell) =>
  `${name} as ${caller.role} of ${caller.where?.slug ?? "nothing"}, ${whose} ids, by ${credential}, form ${variant}`;

/** Whether anything but a refusal would be wrong. */
function mustBeRefused({ name, caller, whose, variant }: Cell): boolean {
  const endpoint: Endpoint = endpoints[name];
  if (!isLetIn(endpoint, caller, ours)) return true;
  return whose !== "own" && namesSomething(name, theirs.ids, variant);
}

/** What is wrong with an answer, if anything. */
function faultsOf(cell: Cell, { status, text }: Heard): string[] {
  const faults = [];
  if (status < 300 && mustBeRefused(cell)) faults.push(`${status} ${text.slice(0, 200)}`);
  if (status >= 500) faults.push(`${status} ${text}`);
  if (cell.caller.where !== theirs && text.includes("numbat")) faults.push("tells of another project");
  return faults.map((fault) => `${labelOf(cell)}: ${fault}`);
}

it("every endpoint × role here, elsewhere, nowhere × own, foreign, random ids × session, token: nothing unexpected", async () => {
  const before = await hashOfRows(theirs);
  const cells = cellsOf(matrix);
  const wrong: string[] = [];
  const answers = new Map<string, string>();
  let given = 0;
  const hear = async (cell: Cell) => {
    const heard = await askCell(matrix, cell);
    wrong.push(...faultsOf(cell, heard));
    if (heard.status < 300) given += 1;
    if (cell.whose !== "own") answers.set(labelOf(cell), alike(heard));
  };
  for (const some of chunksOf(cells, 8)) await Promise.all(some.map(hear));
  // What is another's is told from what never was by nothing.
  const named = cells.filter(({ name, variant }) => namesSomething(name, theirs.ids, variant));
  for (const cell of named.filter(({ whose }) => whose.startsWith("foreign"))) {
    const random = { ...cell, whose: cell.whose.replace("foreign", "random") as Whose };
    const [one, other] = [answers.get(labelOf(cell)), answers.get(labelOf(random))];
    if (one !== other) wrong.push(`${labelOf(cell)}: ${one}, other than ${other}`);
  }
  const refusals = cells.filter(mustBeRefused).length;
  process.stdout.write(
    `matrix: ${cells.length} requests, ${refusals} to be refused, ${given} with 2xx, ${wrong.length} unexpected\n`,
  );
  expect(wrong).toEqual([]);
  expect(await hashOfRows(theirs)).toEqual(before);
}, 180_000);

describe("what belongs to another project is not there", () => {
  const inAProject = reads.filter((name) => paths[name].includes("/projects/{project}/"));

  it.each(inAProject)("%s tells nothing of another project", async (name) => {
    const params = { ...paramsIn(ours, name), project: ours.slug };
    const heard = await readRoute(name, { token: both, params, search: "numbat" });
    expect(heard).not.toContain("numbat");
    for (const id of Object.values(theirs.ids)) expect(heard).not.toContain(id);
  });

  it("a short address is the project that somebody came into first", async () => {
    const runsAt = async (project: string) =>
      (await (await callRoute("listRuns", { token: both, params: { project } })).json()).items;
    expect(await runsAt("-")).toEqual(await runsAt(ours.slug));
    expect(await runsAt("-")).not.toEqual(await runsAt(theirs.slug));
  });
});

describe("row-level security", () => {
  const tables = [...projectTables, ...sharedTables];

  it("is on for every table of a project, and the lists of them are whole", async () => {
    const { rows } = await acrossProjects(() =>
      pool().query<{ name: string; secured: boolean; shared: boolean }>(`
        SELECT c.relname AS name, c.relrowsecurity AS secured, NOT a.attnotnull AS shared
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'project_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
          AND c.relname NOT IN ('membership', 'invitation', 'api_token') ORDER BY 1`),
    );
    expect(rows.filter(({ secured }) => !secured)).toEqual([]);
    expect(rows.filter(({ shared }) => !shared).map(({ name }) => name)).toEqual([...projectTables].sort());
    expect(rows.filter(({ shared }) => shared).map(({ name }) => name)).toEqual([...sharedTables].sort());
  });

  it.each(tables)(
    "by itself shows no row of another project in %s, and lets none be changed or made",
    async (table) => {
      const foreign = (where: string) => `SELECT count(*)::int AS n FROM "${table}" WHERE ${where}`;
      const count = async (where: string) => must((await pool().query<{ n: number }>(foreign(where))).rows[0], "row").n;
      const isTheirs = `project_id = '${theirs.projectId}'`;
      await inProject(ours.projectId, async () => {
        expect(await count(isTheirs)).toBe(0);
        const { rowCount } = await pool().query(`UPDATE "${table}" SET project_id = project_id WHERE ${isTheirs}`);
        expect(rowCount).toBe(0);
      });
      await inProject("prj_that_never_was", async () => expect(await count("project_id IS NOT NULL")).toBe(0));
    },
  );

  it("shows nothing to a connection that names no project, and nobody becomes another by a row", async () => {
    const asNobody = await inProject("", () => pool().query("SELECT id FROM dialogue"));
    expect(asNobody.rows).toEqual([]);
    const moved = inProject(ours.projectId, () =>
      pool().query("UPDATE run SET project_id = $1 WHERE id = $2", [theirs.projectId, ours.ids.run]),
    );
    await expect(moved).rejects.toThrow(/row-level security/);
  });
});
