import { newId } from "@/lib/base/ids";
import type { Probe } from "@/lib/domain/model";
import type { Probe as Row } from "./generated/prisma/client";
import { prisma } from "./prisma";
import { query } from "./sql";

/** Asks the workers for a connection test of a model. */
export async function insertProbe(modelId: string): Promise<Probe> {
  return toProbe(await prisma.probe.create({ data: { id: newId("probe"), modelId } }));
}

export async function findProbe(id: string): Promise<Probe | null> {
  const row = await prisma.probe.findUnique({ where: { id } });
  return row && toProbe(row);
}

/** The oldest probe that nobody executes; `leaseSeconds` later it is anybody's again. */
export async function claimProbe(leaseSeconds: number): Promise<Probe | null> {
  const [row] = await query<Row>`
    UPDATE probe SET status = 'running', text = '', lease_until = now() + make_interval(secs => ${leaseSeconds})
    WHERE id = (
      SELECT id FROM probe WHERE status = 'queued' OR status = 'running' AND lease_until < now()
      ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING id, model_id AS "modelId", status, text, first_token_ms AS "firstTokenMs", total_ms AS "totalMs", error`;
  return row ? toProbe(row) : null;
}

/** What is known of a probe so far, or in the end. */
export async function updateProbe(id: string, news: Partial<Omit<Probe, "id" | "modelId">>): Promise<void> {
  await prisma.probe.updateMany({ where: { id }, data: news });
}

function toProbe({ id, modelId, status, text, firstTokenMs, totalMs, error }: Row): Probe {
  return { id, modelId, status: status as Probe["status"], text, firstTokenMs, totalMs, error };
}
