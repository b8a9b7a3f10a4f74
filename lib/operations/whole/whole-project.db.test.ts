import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { claimDialogues } from "@/lib/data/engine/claim-dialogues";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { claimJobs, type JobClaim, whileHeld } from "@/lib/data/jobs/job-claim";
import { pool } from "@/lib/data/pool";
import { prisma } from "@/lib/data/prisma";
import { acrossProjects, inProject } from "@/lib/data/project-at-work";
import { transaction } from "@/lib/data/sql";
import { listTables } from "@/lib/data/whole/catalog";
import { makeRun } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeWholeProject } from "@/lib/testing/whole-project";

import { deleteProjectRows } from "./delete-project";

withDatabase();

type Tools = Parameters<typeof deleteProjectRows>[1];
type Work = Parameters<typeof whileHeld>[1];

const own = { owner: true };

/** A project, and a way to call it as its lead, who is an owner unless told otherwise. */
async function furnish(name: string, { owner } = own) {
  const { project, lead } = await makeWholeProject(name);
  await prisma.user.update({ where: { id: lead.id }, data: { isOwner: owner } });
  const token = await giveToken(lead.id);
  const params = { project: project.slug };
  const call = (endpoint: Parameters<typeof callRoute>[0], body?: unknown, more = {}) =>
    callRoute(endpoint, { token, params: { ...params, ...more }, ...(body !== undefined && { body }) });
  return { project, lead, call };
}

async function rowsOf(projectId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await listTables()) {
    const text = `SELECT count(*)::int AS n FROM "${name}" WHERE project_id = $1`;
    const { rows } = await acrossProjects(() => pool().query<{ n: number }>(text, [projectId]));
    counts[name] = rows[0]?.n ?? 0;
  }
  return counts;
}

describe("an archived project", () => {
  it("can be read and not changed; its runs are paused and its jobs wait, until it is taken out again", async () => {
    const { project, lead, call } = await furnish("Quokka");
    const runId = await inProject(project.id, async () => (await makeRun({ dialogues: 3 })).id);
    await inProject(project.id, () =>
      transaction((tx) => enqueueJob(tx, { kind: "duplicates", payload: {}, key: "d", personId: lead.id })),
    );
    const before = await rowsOf(project.id);
    expect((await call("archiveProject")).status).toBe(200);
    expect((await call("listRuns")).status).toBe(200);
    const refused = await call("createSeedSet", { name: "x", kind: "question", seeds: [{ question: "Why?" }] });
    expect(await refused.json()).toMatchObject({
      code: "conflict",
      detail: expect.stringMatching(/Quokka was archived.*not changed/),
    });
    expect((await call("resumeRun", undefined, { runId })).status).toBe(409);
    const run = await inProject(project.id, async () => await prisma.run.findUniqueOrThrow({ where: { id: runId } }));
    expect(run).toMatchObject({ status: "paused", statusDetail: expect.stringContaining("archived the project") });
    const claimed = [
      ...(await claimDialogues("w", 50)),
      ...(await claimJobs(
        "w",
        new Map([
          ["duplicates", 9],
          ["bulk_act", 9],
        ]),
      )),
    ];
    expect(claimed.filter(({ projectId }) => projectId === project.id)).toEqual([]);
    expect(await rowsOf(project.id)).toEqual(before);

    expect((await call("unarchiveProject")).status).toBe(200);
    expect((await call("resumeRun", undefined, { runId })).status).toBe(200);
    expect((await claimJobs("w", new Map([["duplicates", 9]]))).map(({ projectId }) => projectId)).toEqual([
      project.id,
    ]);
    expect((await claimDialogues("w", 50)).filter(({ projectId }) => projectId === project.id).length).toBeGreaterThan(
      0,
    );
  });
});

describe("deleting a project", () => {
  it("takes all its rows and nobody else's, and leaves a line that tells of it", async () => {
    const { project, lead, call } = await furnish("Numbat");
    const other = await furnish("Bilby");
    const [others, logs] = [await rowsOf(other.project.id), await rowsOf(project.id)];
    expect(logs.decision).toBeGreaterThan(0);
    expect(logs.vote_version).toBeGreaterThan(0);
    expect((await call("deleteProject", { name: "numbat" })).status).toBe(422);
    expect(await rowsOf(project.id)).toEqual(logs);
    expect((await call("deleteProject", { name: "Numbat" })).status).toBe(204);
    expect(await prisma.membership.count({ where: { personId: lead.id } })).toBe(0);
    expect((await call("listRuns")).status).toBe(404);
    await doDueJobs();
    expect(Object.values(await rowsOf(project.id)).filter((n) => n > 0)).toEqual([]);
    expect(await prisma.project.findUnique({ where: { id: project.id } })).toBeNull();
    expect(await rowsOf(other.project.id)).toEqual(others);
    const response = await other.call("listAuditLines");
    expect((await response.json()).items[0]).toMatchObject({
      kind: "project_deleted",
      projectName: "Numbat",
      personName: lead.name,
      counts: { dialogues: logs.dialogue, runs: logs.run, members: 1 },
      endedAt: expect.any(String),
    });
  });

  it("is for owners of the server alone, and logs stay append-only in all other projects", async () => {
    const { project, call } = await furnish("Wombat", { owner: false });
    expect((await call("deleteProject", { name: "Wombat" })).status).toBe(403);
    expect((await call("listAuditLines")).status).toBe(403);
    await inProject(project.id, async () => {
      for (const table of ["decision", "answer_version", "guideline", "vote_version", "imported_vote"])
        await expect(pool().query(`DELETE FROM "${table}"`), table).rejects.toThrow(/append-only/);
    });
  });

  it("goes on where a worker died", async () => {
    const { project, call } = await furnish("Koala");
    await call("deleteProject", { name: "Koala" });
    const [job] = await claimJobs("dies", new Map([["project_deletion", 1]]));
    const claim = must(job, "the job") as JobClaim<"project_deletion">;
    const death = new AbortController();
    const tools = {
      signal: death.signal,
      whileHeld: (work: Work) => whileHeld(claim, work),
      report: async () => death.abort(),
    };
    expect(await inProject(project.id, () => deleteProjectRows(claim, tools as Tools))).toBe(false);
    const left = Object.values(await rowsOf(project.id));
    expect(left.filter((n) => n > 0).length).toBeGreaterThan(5);
    await acrossProjects(() =>
      pool().query(
        "UPDATE job SET due_at = now(), status = 'waiting', fence = fence + 1 WHERE kind = 'project_deletion'",
      ),
    );
    await doDueJobs();
    expect(await prisma.project.count({ where: { id: project.id } })).toBe(0);
  });
});

it("a project's jobs are taken up however many another has, and however long those last", async () => {
  const { project: many } = await furnish("Potoroo");
  const { project: few } = await furnish("Dunnart");
  const ask = (projectId: string, count: number) =>
    inProject(projectId, () =>
      transaction(async (tx) => {
        for (let i = 0; i < count; i++)
          await enqueueJob(tx, { kind: "answers", payload: { evaluationId: "e", lane: i, lanes: count }, key: `${i}` });
      }),
    );
  await ask(many.id, 60);
  const room = new Map([["answers", 2]] as const);
  const first = await claimJobs("w", room);
  expect(first.map(({ projectId }) => projectId)).toEqual([many.id, many.id]);
  await ask(few.id, 1);
  expect((await claimJobs("w", room)).map(({ projectId }) => projectId)).toEqual([few.id]);
});

it("a run of 50,000 dialogues in one project lets a run of few in another begin at once", async () => {
  const { project: many } = await furnish("Bandicoot");
  const { project: few } = await furnish("Quoll");
  await acrossProjects(() => pool().query("UPDATE run SET status = 'paused' WHERE status = 'running'"));
  await inProject(many.id, () => makeRun({ dialogues: 50_000, concurrency: 1_000 }));
  const projectsOf = async (room: number) => (await claimDialogues("w", room)).map(({ projectId }) => projectId);
  expect(new Set(await projectsOf(8))).toEqual(new Set([many.id]));
  await inProject(few.id, () => makeRun({ dialogues: 3 }));
  // The worker is full: each dialogue that ends makes room for one.
  const next: string[] = [];
  for (let i = 0; i < 4; i++) {
    const ended = `UPDATE dialogue SET status = 'ended' WHERE id = (
      SELECT min(id) FROM dialogue WHERE status = 'running' AND lease_worker = 'w' AND project_id = $1)`;
    await acrossProjects(() => pool().query(ended, [many.id]));
    next.push(...(await projectsOf(1)));
  }
  expect(next).toEqual([few.id, few.id, few.id, many.id]);
  expect(new Set(await projectsOf(8))).toEqual(new Set([many.id]));
});
