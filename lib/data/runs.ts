import type { Run, RunStatus } from "@/lib/domain/run";
import { runSchema } from "@/lib/domain/run";
import type { Prisma, Run as Row } from "./generated/prisma/client";
import { prisma } from "./prisma";

type ListedRuns = { status?: RunStatus; cursor?: string; limit: number };

/** Runs, newest first; ids sort by birth, so the last id of a page is its cursor. */
export async function listRuns({
  status,
  cursor,
  limit,
}: ListedRuns): Promise<{ items: Run[]; nextCursor: string | null }> {
  const rows = await prisma.run.findMany({
    where: { ...(status && { status }), ...(cursor && { id: { lt: cursor } }) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = rows.slice(0, limit).map(toRun);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
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

export function toRun(row: Row): Run {
  return runSchema.parse({
    id: row.id,
    status: row.status,
    statusDetail: row.statusDetail,
    spec: row.spec,
    personId: row.personId,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  });
}
