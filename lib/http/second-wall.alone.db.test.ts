import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { liveHub } from "@/lib/bus/live-hub";
import { endpoints } from "@/lib/contract/endpoints";
import { prisma } from "@/lib/data/prisma";
import { inProject } from "@/lib/data/project-at-work";
import { makeUser } from "@/lib/testing/builders";
import { giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { everyRole, type FurnishedProject, furnishProject, hashOfRows } from "@/lib/testing/furnished-project";
import { startJobRunner } from "@/lib/testing/job-runner";
import { askCell, type Caller, cellsOf, isLetIn, type Matrix, makeCaller } from "@/lib/testing/matrix";
import type { JobRunner } from "@/lib/worker/job-runner";

// The first wall taken away: nothing puts the project into a statement or a plain query, and nobody looks whether what is
// named is there.
vi.mock("@/lib/data/door/scope", () => ({ scopeToProject: () => null }));
vi.mock("@/lib/data/door/scope-plain", () => ({ isOfProject: () => false }));
vi.mock("@/lib/data/named", () => ({ requireNamed: async () => undefined, areThere: async () => true }));

withDatabase();

let matrix: Matrix;
let [ours, theirs]: FurnishedProject[] = [];
let runner: JobRunner;

/** Somebody who is in both projects, so that nothing but the database keeps them apart. */
async function inBoth({ role, where }: Caller): Promise<Caller> {
  const roles = role === null ? [] : [role];
  const { id } = await inProject(matrix.ours.projectId, () => makeUser({ roles }));
  await prisma.membership.create({ data: { projectId: matrix.theirs.projectId, personId: id, roles } });
  return { role, where, cookie: "", token: await giveToken(id) };
}

beforeAll(async () => {
  ours = await furnishProject("quokka");
  theirs = await furnishProject("numbat");
  matrix = { ours, theirs, callers: [] };
  const alone = await Promise.all(everyRole.map((role) => makeCaller(role, matrix.ours)));
  matrix.callers = await Promise.all(alone.map(inBoth));
  runner = startJobRunner();
}, 60_000);
afterAll(async () => {
  await runner.stop();
  for (const { projectId } of [matrix.ours, matrix.theirs]) await inProject(projectId, () => liveHub().close());
});

it("by itself shows and changes nothing of another project, whatever is asked", async () => {
  const before = await hashOfRows(matrix.theirs);
  const cells = cellsOf(matrix).filter(
    ({ name, caller, credential }) => credential === "token" && isLetIn(endpoints[name], caller, matrix.ours),
  );
  const rows = Object.values(matrix.theirs.ids);
  const told: string[] = [];
  for (const cell of cells) {
    const { text } = await askCell(matrix, cell);
    if (endpoints[cell.name].access === "account" || cell.name === "session") continue;
    // Somebody who names a foreign id may hear it again (in a filter that they save), but nothing of what it names.
    const foreign = cell.whose === "own" ? ["numbat", ...rows] : ["numbat"];
    const heard = foreign.filter((word) => text.includes(word));
    if (heard.length > 0) told.push(`${cell.name} with ${cell.whose} ids tells ${heard}: ${text.slice(0, 300)}`);
  }
  process.stdout.write(`row-level security alone: ${cells.length} requests, ${told.length} foreign rows\n`);
  expect(told).toEqual([]);
  expect(await hashOfRows(matrix.theirs)).toEqual(before);
}, 120_000);
