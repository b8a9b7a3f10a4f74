import { newId } from "@/lib/base/ids";
import type { Turn } from "@/lib/domain/dialogue";
import { runSchema } from "@/lib/domain/run";
import { seedPosition } from "@/lib/domain/seed-set";
import { spentLimit } from "../budgets";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, int, json, type RowOf, text } from "../door/row";
import { statement } from "../door/statement";
import { acrossProjects, inProject, requireProject } from "../project-at-work";
import { type Queryable, transaction } from "../sql";
import { toTurn, turnColumns, turnShape } from "../turn-row";
import { type Claim, leaseSeconds } from "./claim";

const run = columns(
  "Run",
  "run",
  "id",
  "status",
  "spec",
  "nextNumber",
  "total",
  "concurrency",
  "seedSetId",
  "budgetExhausted",
);
const runShape = { ...run.row, spec: json(runSchema.shape.spec), contextLimit: int };
type RunRow = RowOf<typeof runShape>;

const claimed = columns("Dialogue", "dialogue", "runId", "number", "fence", "headId", "nextNote");
const claimedShape = { ...claimed.row, dialogueId: text };
type ClaimedRow = RowOf<typeof claimedShape>;

/**
 * Claims up to `room` dialogues that are due: each project by its share, the one first that has the least at work for
 * it; within a project in turns from all runs that have some, and new ones of running runs that have none waiting. No run
 * gets more than its concurrency, no dialogue two holders.
 */
export async function claimDialogues(workerId: string, room: number): Promise<Claim[]> {
  const runs = await acrossProjects(() => all(listClaimable()));
  const projects = new Map<string, { share: number; runIds: string[] }>();
  for (const { id, projectId, share } of runs)
    projects.set(projectId, { share, runIds: [...(projects.get(projectId)?.runIds ?? []), id] });
  let shares = [...projects.values()].reduce((sum, { share }) => sum + share, 0);
  const claims: Claim[] = [];
  for (const [projectId, { share, runIds }] of projects) {
    const part = Math.ceil(((room - claims.length) * share) / shares);
    shares -= share;
    if (part > 0) claims.push(...(await inProject(projectId, () => claimFromRuns(runIds, workerId, part))));
  }
  return claims;
}

async function claimFromRuns(runIds: string[], workerId: string, room: number): Promise<Claim[]> {
  const claims: Omit<Claim, "turns">[] = [];
  for (const [i, runId] of runIds.entries()) {
    const share = Math.ceil((room - claims.length) / (runIds.length - i));
    if (share > 0) claims.push(...(await claimFromRun(runId, workerId, share)));
  }
  return withTurns(claims);
}

/**
 * Projects with the least at work for their share first, else in random order, so that over time each run is first as
 * often as any other. Only running runs make new dialogues, and only in projects that are not archived.
 * Where the project's budget is used up, everything waits.
 */
const listClaimable = statement(
  "claimDialogues.listRuns",
  { id: text, projectId: text, share: int },
  () => sql`
    WITH busy AS (SELECT project_id, count(*) AS dialogues FROM dialogue WHERE status = 'running' GROUP BY project_id),
      open AS MATERIALIZED (
        SELECT p.id, p.share FROM project p WHERE p.archived_at IS NULL AND ${spentLimit} IS NULL)
    SELECT run.id, run.project_id AS "projectId", p.share
    FROM run JOIN open p ON p.id = run.project_id LEFT JOIN busy ON busy.project_id = p.id
    WHERE (run.status = 'running' AND (
        run.next_number <= run.total AND NOT run.budget_exhausted
        OR EXISTS (SELECT FROM dialogue WHERE run_id = run.id AND status = 'queued' AND due_at <= now()))
      OR run.status IN ('done', 'stopped')
        AND run.id IN (SELECT run_id FROM dialogue WHERE status = 'queued' AND due_at <= now()))
    ORDER BY coalesce(busy.dialogues, 0)::float8 / p.share, random()`,
);

const lockRun = statement(
  "claimDialogues.lockRun",
  runShape,
  (runId: string) => sql`
    SELECT ${run}, least((spec -> 'stopRules' ->> 'contextTokens')::int,
      (SELECT context_window FROM model WHERE id = simulator_id)) AS "contextLimit"
    FROM run WHERE id = ${runId} AND status IN ('running', 'done', 'stopped') FOR NO KEY UPDATE`,
);

const countBusy = statement(
  "claimDialogues.countBusy",
  { count: int },
  (runId: string) => sql`
    SELECT count(*)::int AS count FROM dialogue WHERE run_id = ${runId} AND status = 'running'`,
);

const claimDue = statement(
  "claimDialogues.claimDue",
  claimedShape,
  (runId: string, workerId: string, room: number) => sql`
    UPDATE dialogue SET status = 'running', fence = fence + 1, lease_worker = ${workerId}, version = version + 1,
      lease_until = now() + make_interval(secs => ${leaseSeconds}), updated_at = now()
    WHERE id IN (
      SELECT id FROM dialogue WHERE run_id = ${runId} AND status = 'queued' AND due_at <= now()
      ORDER BY due_at, number LIMIT ${room}::int FOR UPDATE SKIP LOCKED
    ) RETURNING id AS "dialogueId", ${claimed}`,
);

const deleteLiveText = statement(
  "claimDialogues.deleteLiveText",
  {},
  (dialogueIds: string[]) => sql`DELETE FROM live_delta WHERE dialogue_id = ANY(${dialogueIds}::text[])`,
);

function claimFromRun(runId: string, workerId: string, share: number): Promise<Omit<Claim, "turns">[]> {
  return transaction(async (tx) => {
    // The lock on the run makes concurrency exact and numbers unique, whoever else claims at this moment.
    const run = await first(lockRun(runId), tx);
    if (!run) return [];
    const busy = await first(countBusy(runId), tx);
    const room = Math.min(share, run.concurrency - (busy?.count ?? 0));
    if (room <= 0) return [];
    const due = await all(claimDue(runId, workerId, room), tx);
    await execute(deleteLiveText(due.map(({ dialogueId }) => dialogueId)), tx);
    const fresh = run.status === "running" ? await beginDialogues(tx, run, workerId, room - due.length) : [];
    return [...due, ...fresh].map((row) => ({ ...row, runId, projectId: requireProject(), workerId, spec: run.spec }));
  });
}

const countOn = statement(
  "claimDialogues.countOn",
  {},
  (runId: string, count: number) => sql`
    UPDATE run SET next_number = next_number + ${count}::int WHERE id = ${runId}`,
);

type Begun = { id: string; number: number; turns: { id: string; speaker: string; text: string }[] };

const insertDialogues = statement(
  "claimDialogues.insertDialogues",
  claimedShape,
  (run: RunRow, workerId: string, begun: Begun[]) => sql`
    INSERT INTO dialogue (id, run_id, number, status, fence, version, lease_worker, lease_until, context_limit, head_id,
      rounds, opening)
    SELECT id, ${run.id}, number, 'running', 1, 1, ${workerId}, now() + make_interval(secs => ${leaseSeconds}),
      ${run.contextLimit}::int, head_id, rounds, left(opening, 280)
    FROM unnest(${begun.map(({ id }) => id)}::text[], ${begun.map(({ number }) => number)}::int[],
      ${begun.map(({ turns }) => turns.at(-1)?.id ?? null)}::text[], ${begun.map(({ turns }) => Math.floor(turns.length / 2))}::int[],
      ${begun.map(({ turns }) => turns[0]?.text ?? "")}::text[]) AS b (id, number, head_id, rounds, opening)
    RETURNING id AS "dialogueId", ${claimed}`,
);

type SeedTurn = { id: string; dialogueId: string; parentId: string | null; speaker: string; text: string };

const insertTurns = statement(
  "claimDialogues.insertTurns",
  {},
  (turns: SeedTurn[]) => sql`
    INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, origin, version)
    SELECT id, dialogue_id, parent_id, speaker, text, 'seed', 1
    FROM unnest(${turns.map(({ id }) => id)}::text[], ${turns.map(({ dialogueId }) => dialogueId)}::text[],
      ${turns.map(({ parentId }) => parentId)}::text[], ${turns.map(({ speaker }) => speaker)}::text[],
      ${turns.map(({ text }) => text)}::text[]) AS t (id, dialogue_id, parent_id, speaker, text)`,
);

/** Makes the run's next dialogues, each with the turns of its seed. */
async function beginDialogues(tx: Queryable, run: RunRow, workerId: string, room: number): Promise<ClaimedRow[]> {
  const count = run.budgetExhausted ? 0 : Math.min(room, run.total - run.nextNumber + 1);
  if (count <= 0) return [];
  await execute(countOn(run.id, count), tx);
  const seeds = run.seedSetId ? await readSeeds(tx, run, run.seedSetId, count) : [];
  const begun = Array.from({ length: count }, (_, i) => {
    const seed = seeds[i];
    const asked = seed && { id: newId("turn"), speaker: "user", text: seed.question };
    const answered = seed?.answer
      ? { id: newId("turn", Date.now() + 1), speaker: "assistant", text: seed.answer }
      : undefined;
    return {
      id: newId("dialogue"),
      number: run.nextNumber + i,
      turns: [asked, answered].filter((turn) => turn !== undefined),
    };
  });
  const rows = await all(insertDialogues(run, workerId, begun), tx);
  const turns = begun.flatMap(({ id, turns }) =>
    turns.map((turn, i) => ({ ...turn, dialogueId: id, parentId: turns[i - 1]?.id ?? null })),
  );
  await execute(insertTurns(turns), tx);
  return rows;
}

const findSeedSet = statement(
  "claimDialogues.findSeedSet",
  { size: int },
  (id: string) => sql`SELECT size FROM seed_set WHERE id = ${id}`,
);

const seed = columns("Seed", "seed", "position", "question", "answer");

const listSeeds = statement(
  "claimDialogues.listSeeds",
  seed.row,
  (seedSetId: string, positions: number[]) => sql`
    SELECT ${seed} FROM seed WHERE seed_set_id = ${seedSetId} AND position = ANY(${positions}::int[])`,
);

async function readSeeds(tx: Queryable, run: RunRow, seedSetId: string, count: number) {
  const set = await first(findSeedSet(seedSetId), tx);
  if (!set || set.size === 0) return [];
  const positions = Array.from({ length: count }, (_, i) =>
    seedPosition(run.nextNumber + i, set.size, run.spec.randomSeed),
  );
  const seeds = await all(listSeeds(seedSetId, positions), tx);
  const byPosition = new Map(seeds.map((seed) => [seed.position, seed]));
  return positions.map((position) => byPosition.get(position));
}

const listTurns = statement(
  "claimDialogues.listTurns",
  turnShape,
  (dialogueIds: string[]) => sql`
    SELECT ${turnColumns} FROM turn t WHERE t.dialogue_id = ANY(${dialogueIds}::text[]) ORDER BY t.id`,
);

async function withTurns(claims: Omit<Claim, "turns">[]): Promise<Claim[]> {
  if (claims.length === 0) return [];
  const rows = await all(listTurns(claims.map(({ dialogueId }) => dialogueId)));
  const turns = new Map<string, Turn[]>(claims.map(({ dialogueId }) => [dialogueId, []]));
  for (const row of rows) turns.get(row.dialogueId)?.push(toTurn(row));
  return claims.map((claim) => ({ ...claim, turns: turns.get(claim.dialogueId) ?? [] }));
}
