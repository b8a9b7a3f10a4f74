import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { liveHub } from "@/lib/bus/live-hub";
import { type EndpointName, paths, splitPath } from "@/lib/contract/paths";
import { projectTables, sharedTables } from "@/lib/data/door/project-tables";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { pool } from "@/lib/data/pool";
import { prisma } from "@/lib/data/prisma";
import { acrossProjects, inProject } from "@/lib/data/project-at-work";
import { transaction } from "@/lib/data/sql";
import type { Role } from "@/lib/domain/viewer";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { claimItem } from "@/lib/operations/review/claim-item";
import { makeModel, makeSeedSet, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken, readRoute, reads } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation, voteOnNext } from "@/lib/testing/judging";
import { makeQueue } from "@/lib/testing/review";

withDatabase();

const everyRole: Role[] = ["lead", "annotator", "evaluator"];
const inAProject = (Object.keys(paths) as EndpointName[]).filter((name) =>
  paths[name].includes("/projects/{project}/"),
);

type Room = { slug: string; projectId: string; token: string; ids: Record<string, string> };
let ours: Room;
let theirs: Room;
/** In both. */
let both: string;

/** A project with one of everything, and somebody with every role who is only there. */
async function furnish(slug: string): Promise<Room> {
  const projectId = newId("project");
  await prisma.project.create({ data: { id: projectId, name: `Project ${slug}`, slug } });
  return inProject(projectId, async () => {
    await prisma.duplicateSetting.create({ data: {} });
    const { id: personId, name, email } = await makeUser({ name: `Lead ${slug}`, roles: everyRole });
    const viewer = { id: personId, name, email, roles: everyRole };
    const { id: modelId } = await makeModel({ name: `Model ${slug}` });
    const { id: seedSetId } = await makeSeedSet([{ question: `Question ${slug}` }], `Set ${slug}`);
    const { evaluationId } = await makeEvaluation({ lead: viewer, candidates: [`one ${slug}`, `two ${slug}`] });
    await voteOnNext(viewer, evaluationId, () => "left");
    const { queue } = await makeQueue({ lead: viewer });
    const item = must(
      (await claimItem(viewer, { queueId: queue.id, holding: [], includeSkipped: false })).item,
      "item",
    );
    const { dialogue, turns } = item;
    const { decision } = await actOnDialogue(viewer, {
      dialogueId: dialogue.id,
      act: { kind: "tag", tags: [`tag-${slug}`] },
    });
    const jobId = await transaction((tx) => enqueueJob(tx, { kind: "duplicates", payload: {}, key: "d", personId }));
    const shared = { personId, createdAt: new Date() };
    const benchmark = await prisma.benchmark.create({
      data: { id: newId("benchmark"), name: slug, origin: "imported" },
    });
    const prompts = { id: newId("promptSet"), name: slug, origin: "imported", prompts: [] };
    const promptSet = await prisma.promptSet.create({ data: prompts });
    const run = { evaluationId, judge: `judge ${slug}`, mode: "pair", promptSetId: promptSet.id, ...shared };
    const judgeRun = await prisma.judgeRun.create({ data: { id: newId("judgeRun"), ...run } });
    const saved = { id: newId("savedFilter"), name: `filter ${slug}`, filter: {}, personId };
    const filter = await prisma.savedFilter.create({ data: saved });
    const invited = {
      email: `${slug}@x.dev`,
      roles: ["lead"],
      tokenHash: slug,
      personId,
      expiresAt: new Date("2100-01-01"),
    };
    const invitation = await prisma.invitation.create({ data: { id: newId("invitation"), projectId, ...invited } });
    const candidate = must(await prisma.candidate.findFirst({ where: { evaluationId } }), "candidate");
    const comparison = must(await prisma.comparison.findFirst({ where: { evaluationId } }), "comparison");
    const ballot = must(await prisma.ballot.findFirst({ where: { evaluationId } }), "ballot");
    const ids = {
      modelId,
      probeId: jobId,
      seedSetId,
      runId: must((await prisma.dialogue.findFirstOrThrow({ where: { id: dialogue.id } })).runId, "run"),
      dialogueId: dialogue.id,
      decisionId: must(decision, "a decision").id,
      turnId: must(turns[0], "a turn").id,
      groupId: "1",
      bulkActId: jobId,
      jobId,
      queueId: queue.id,
      assignmentId: item.assignment.id,
      itemId: item.assignment.itemId,
      benchmarkId: benchmark.id,
      evaluationId,
      candidateId: candidate.id,
      comparisonId: comparison.id,
      ballotId: ballot.id,
      promptSetId: promptSet.id,
      judgeRunId: judgeRun.id,
      savedFilterId: filter.id,
      memberId: personId,
      invitationId: invitation.id,
    };
    return { slug, projectId, token: await giveToken(personId), ids };
  });
}

beforeAll(async () => {
  ours = await furnish("quokka");
  theirs = await furnish("numbat");
  const person = await inProject(ours.projectId, () => makeUser({ name: "In both", roles: everyRole }));
  await prisma.membership.create({ data: { projectId: theirs.projectId, personId: person.id, roles: everyRole } });
  both = await giveToken(person.id);
});
afterAll(async () => {
  for (const { projectId } of [ours, theirs]) await inProject(projectId, () => liveHub().close());
});

/** What a call with these ids answers, less what differs from one request to the next. */
async function ask(name: EndpointName, project: string, token: string, ids: Record<string, string>): Promise<string> {
  const { method } = splitPath(name);
  const body = method === "POST" || method === "PUT" ? {} : undefined;
  const response = await callRoute(name, { token, params: { ...ids, project }, ...(body && { body }) });
  const text = (await response.text()).replace(/"requestId":"[^"]*"/, "");
  return `${response.status} ${text.replaceAll(/[a-z]{3}_[0-9a-z]{20}/g, "ID")}`;
}

const strange = (ids: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(ids).map(([key, id]) => [key, id.length > 10 ? `${id.slice(0, -4)}zzzz` : "99999"]),
  );
const withIds = inAProject.filter((name) => /\{(?!project)/.test(splitPath(name).path));

describe("what belongs to another project is not there", () => {
  it.each(withIds)("%s answers to an id of another project as to one that never was", async (name) => {
    const foreign = await ask(name, ours.slug, ours.token, theirs.ids);
    expect(foreign).toBe(await ask(name, ours.slug, ours.token, strange(theirs.ids)));
    // What a request says is looked at (422) before what it names.
    expect(foreign).toMatch(/^4(04|15|22)/);
  });

  it.each(inAProject)("%s answers to a project that one is not in as to one that never was", async (name) => {
    const foreign = await ask(name, theirs.slug, ours.token, theirs.ids);
    expect(foreign).toBe(await ask(name, "no-such-project", ours.token, theirs.ids));
    expect(foreign.slice(0, 3)).toBe("404");
  });

  it.each(reads.filter((name) => inAProject.includes(name)))("%s tells nothing of another project", async (name) => {
    const params = { ...ours.ids, project: ours.slug };
    const heard = await readRoute(name, { token: both, params, search: "numbat" });
    expect(heard).not.toContain("numbat");
    for (const id of Object.values(theirs.ids)) if (id.length > 10) expect(heard).not.toContain(id);
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
      pool().query("UPDATE run SET project_id = $1 WHERE id = $2", [theirs.projectId, ours.ids.runId]),
    );
    await expect(moved).rejects.toThrow(/row-level security/);
  });
});
