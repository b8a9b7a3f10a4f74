import { type Run, type RunStatus, runSchema } from "@/lib/domain/run";
import { all, execute } from "./door/execute";
import { sql } from "./door/fragment";
import { text } from "./door/row";
import { statement } from "./door/statement";
import { listReadable, readStored } from "./door/unreadable";
import type { Prisma, Run as Row } from "./generated/prisma/client";
import { olderThan, type PageOf, type PageQuery, toPage } from "./page";
import { prisma } from "./prisma";
import { transaction } from "./sql";

/** Runs, newest first. */
export async function listRuns({ status, cursor, limit }: PageQuery & { status?: RunStatus }): Promise<PageOf<Run>> {
  const rows = await prisma.run.findMany({
    where: { AND: [{ status }, olderThan(cursor)] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: listReadable(items, toRun), nextCursor };
}

export async function findRun(id: string): Promise<Run | null> {
  const row = await prisma.run.findFirst({ where: { id } });
  return row && toRun(row);
}

export async function insertRun(id: string, spec: Run["spec"], personId: string): Promise<Run> {
  return toRun(await prisma.run.create({ data: { id, ...columnsOf(spec), status: "draft", personId } }));
}

/** Replaces the set-up of a draft; null when it is none (any more). */
export async function updateDraft(id: string, spec: Run["spec"]): Promise<Run | null> {
  const { count } = await prisma.run.updateMany({ where: { id, status: "draft" }, data: columnsOf(spec) });
  return count === 0 ? null : findRun(id);
}

/** Moves a run on by compare-and-set on its status; null when it was in none of `from`. */
export async function moveRun(
  id: string,
  from: RunStatus[],
  to: RunStatus,
  detail: string | null,
): Promise<Run | null> {
  const { count } = await prisma.run.updateMany({
    where: { id, status: { in: from } },
    data: {
      status: to,
      statusDetail: detail,
      ...(from.includes("draft") && to === "running" && { startedAt: new Date() }),
      ...(to === "stopped" && { endedAt: new Date() }),
    },
  });
  return count === 0 ? null : findRun(id);
}

/** The columns that claims and lists read, taken from the one spec. */
function columnsOf(spec: Run["spec"]) {
  return {
    name: spec.name,
    spec: spec as Prisma.InputJsonValue,
    total: spec.dialogues,
    concurrency: spec.concurrency,
    simulatorId: spec.simulatorId,
    assistantId: spec.assistantId,
    seedSetId: spec.seedSetId,
  };
}

function parseSpec(value: unknown): Run["spec"] {
  return runSchema.shape.spec.parse(value);
}

export function toRun(row: Row): Run {
  const { id, statusDetail, personId, createdAt, startedAt, endedAt } = row;
  return {
    id,
    status: row.status as RunStatus,
    statusDetail,
    spec: readStored({ table: "run", column: "spec", id }, parseSpec, row.spec),
    personId,
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}

const stop = statement(
  "stopRun.stop",
  {},
  (runId: string, detail: string) => sql`
      UPDATE run SET status = 'stopped', status_detail = ${detail}, ended_at = now()
      WHERE id = ${runId} AND status IN ('draft', 'running', 'paused')`,
);

const endDialogues = statement(
  "stopRun.endDialogues",
  { id: text },
  (runId: string) => sql`
      UPDATE dialogue d SET
        status = 'ended', end_reason = 'run_stopped', status_detail = 'The run was stopped',
        hold_requested = false, turns_allowed = NULL, next_note = NULL,
        head_id = CASE WHEN t.speaker = 'user' THEN t.parent_id ELSE d.head_id END,
        opening = CASE WHEN t.speaker = 'user' AND t.parent_id IS NULL THEN '' ELSE d.opening END,
        context_tokens = CASE WHEN t.speaker = 'user' THEN NULL ELSE d.context_tokens END,
        fence = d.fence + 1, lease_worker = NULL, lease_until = NULL,
        version = d.version + 1, updated_at = now(), ended_at = now()
      FROM dialogue o LEFT JOIN turn t ON t.id = o.head_id
      WHERE o.id = d.id AND d.run_id = ${runId} AND d.status <> 'ended' RETURNING d.id`,
);

/**
 * Stops a run and ends all its open dialogues in one transaction: each rests on its last answer, and the fence grows so
 * that replies in flight land on no path. Returns the ids of the ended dialogues; null when the run was over already.
 */
export async function stopRun(runId: string, detail: string): Promise<string[] | null> {
  return transaction(async (tx) => {
    const stopped = await execute(stop(runId, detail), tx);
    if (stopped === 0) return null;
    const ended = await all(endDialogues(runId), tx);
    return ended.map((row) => row.id);
  });
}
