import { readdir, readFile } from "node:fs/promises";
import { beforeAll, expect, it } from "vitest";
import { withDatabase } from "@/lib/testing/database";
import { type FurnishedProject, furnishProject } from "@/lib/testing/furnished-project";
import { queryAsOwner } from "@/lib/testing/query";
import { statementsOf } from "@/lib/testing/statements-of";
import { projectTables, sharedTables } from "./door/project-tables";
import { isOfProject } from "./door/scope-plain";
import { Prisma } from "./generated/prisma/client";
import { findModel } from "./models";
import { prisma } from "./prisma";
import { inProject, standIn } from "./project-at-work";
import { findRun } from "./runs";

withDatabase();

let ours: FurnishedProject;
let theirs: FurnishedProject;

/** Two furnished projects, and then the second wall taken away: only the conditions of plain queries keep them apart. */
beforeAll(async () => {
  ours = await furnishProject("quokka");
  theirs = await furnishProject("numbat");
  for (const table of [...projectTables, ...sharedTables])
    await queryAsOwner([`ALTER TABLE "${table}" DISABLE ROW LEVEL SECURITY`] as unknown as TemplateStringsArray);
}, 60_000);

type Row = { projectId: string | null };
type Plain = {
  findMany: (args?: object) => Promise<Row[]>;
  findFirst: (args?: object) => Promise<Row | null>;
  count: (args?: object) => Promise<number>;
  aggregate: (args: object) => Promise<{ _count: number }>;
  groupBy: (args: object) => Promise<Row[]>;
  updateMany: (args: object) => Promise<{ count: number }>;
  updateManyAndReturn: (args: object) => Promise<Row[]>;
  deleteMany: (args: object) => Promise<{ count: number }>;
};
const models = Object.values(Prisma.ModelName).filter(isOfProject);
const plain = (model: string) =>
  (prisma as unknown as Record<string, Plain>)[model.charAt(0).toLowerCase() + model.slice(1)] as Plain;

it("finds for each of two projects what is its own, also where both look at one moment", async () => {
  const findOwn = ({ projectId, ids }: FurnishedProject) =>
    inProject(projectId, async () => [(await findRun(ids.run))?.id, (await findModel(ids.model))?.id]);
  expect(await Promise.all([ours, theirs, ours].map(findOwn))).toEqual(
    [ours, theirs, ours].map(({ ids }) => [ids.run, ids.model]),
  );
});

it("asks for no row of a project by findUnique, which Prisma gathers into one query for all who ask at one moment", async () => {
  const files = (await readdir("lib", { recursive: true })).filter((file) => /\.ts$/.test(file));
  const ours = files.filter((file) => !/\.test\.ts$|^testing|generated/.test(file));
  const texts = await Promise.all(ours.map((file) => readFile(`lib/${file}`, "utf8")));
  const asked = texts.flatMap((text) => [...text.matchAll(/\.(\w+)\.findUnique/g)].map(([, model = ""]) => model));
  expect(asked).not.toEqual([]);
  expect(asked.filter((model) => isOfProject(model.charAt(0).toUpperCase() + model.slice(1)))).toEqual([]);
});

it("knows every model of a project", () => {
  // Two tables have no model: what the search finds is written and read by SQL alone.
  const bySql = ["dialogue_search", "unsearched_turn"];
  const tables = [...projectTables, ...sharedTables].filter((table) => !bySql.includes(table));
  expect(models).toHaveLength(tables.length);
});

it.each(models)("%s: plain reads and writes see the project at work alone, in one statement each", async (model) => {
  const asked = { where: { projectId: theirs.projectId } };
  const { findMany, findFirst, count, aggregate, groupBy, updateMany, updateManyAndReturn, deleteMany } = plain(model);
  const one = async <T>(work: () => Promise<T>): Promise<T> => {
    const { result, statements } = await statementsOf(() => inProject(ours.projectId, work));
    const sent = statements.filter((text) => !/set_config|^(BEGIN|COMMIT)/i.test(text));
    expect(sent, sent.join("\n")).toHaveLength(1);
    return result;
  };
  const everywhere = (await one(() => findMany())).map(({ projectId }) => projectId);
  expect(everywhere.filter((id) => id !== null && id !== ours.projectId)).toEqual([]);
  expect(await one(() => findMany(asked))).toEqual([]);
  expect(await one(() => findMany({ where: { OR: [asked.where, { AND: asked.where }] } }))).toEqual([]);
  expect(await one(() => findFirst(asked))).toBeNull();
  expect(await one(() => count(asked))).toBe(0);
  expect(await one(() => aggregate(Object.assign({ _count: true }, asked)))).toEqual({ _count: 0 });
  expect(await one(() => groupBy(Object.assign({ by: ["projectId"] }, asked)))).toEqual([]);
  const unchanged = Object.assign({ data: { projectId: theirs.projectId } }, asked);
  expect(await one(() => updateMany(unchanged))).toEqual({ count: 0 });
  expect(await one(() => updateManyAndReturn(unchanged))).toEqual([]);
  expect(await one(() => deleteMany(asked))).toEqual({ count: 0 });
});

it("finds, changes and deletes nothing by an id of another project", async () => {
  const { run: id } = theirs.ids;
  await inProject(ours.projectId, async () => {
    expect(await prisma.run.findUnique({ where: { id } })).toBeNull();
    await expect(prisma.run.findUniqueOrThrow({ where: { id } })).rejects.toMatchObject({ code: "P2025" });
    await expect(prisma.run.update({ where: { id }, data: { name: "Mine" } })).rejects.toMatchObject({ code: "P2025" });
    await expect(prisma.savedFilter.delete({ where: { id: theirs.ids.savedFilter } })).rejects.toMatchObject({
      code: "P2025",
    });
  });
  expect(await inProject(theirs.projectId, () => prisma.run.findUnique({ where: { id } }))).toMatchObject({ id });
});

it("takes no statement more for a single row", async () => {
  const { run: id } = ours.ids;
  const of = async (work: () => PromiseLike<unknown>) =>
    (await statementsOf(async () => inProject(ours.projectId, work))).statements.filter(
      (text) => !/set_config/.test(text),
    );
  expect(await of(() => prisma.run.findUnique({ where: { id } }))).toHaveLength(1);
  expect(await of(() => prisma.run.update({ where: { id }, data: { name: "Other" } }))).toHaveLength(1);
  expect(await of(() => prisma.savedFilter.delete({ where: { id: ours.ids.savedFilter } }))).toHaveLength(1);
});

it("begins a query where it is asked for, whoever waits for it", async () => {
  const waited = inProject(theirs.projectId, () => prisma.run.findMany());
  const rows = await inProject(ours.projectId, async () => waited);
  expect(rows.map(({ projectId }) => projectId)).toContain(theirs.projectId);
});

it("outside of any project reads what ships with the studio, and nothing else", async () => {
  standIn(null);
  await expect(prisma.run.findMany()).rejects.toThrow("Run needs a project");
  expect((await prisma.model.findMany()).filter(({ projectId }) => projectId !== null)).toEqual([]);
});
