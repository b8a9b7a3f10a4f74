import type { Run, RunStatus } from "@/lib/domain/run";
import { runSchema } from "@/lib/domain/run";
import { listReadable, readStored } from "./door/unreadable";
import type { Prisma, Run as Row } from "./generated/prisma/client";
import { olderThan, type PageOf, type PageQuery, toPage } from "./page";
import { prisma } from "./prisma";

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
  const row = await prisma.run.findUnique({ where: { id } });
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
