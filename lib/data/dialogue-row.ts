import type { Dialogue, DialogueStatus, EndReason, TurnFlag, Verdict } from "@/lib/domain/dialogue";

/** Columns of `dialogue d` under the names that Prisma gives them, so that one mapper serves SQL and Prisma. */
export const dialogueColumns = `d.id, d.run_id AS "runId", d.number, d.status, d.hold_requested AS "holdRequested",
  d.version, d.head_id AS "headId", d.end_reason AS "endReason", d.status_detail AS "statusDetail", d.verdict,
  d.end_mark_id AS "endMarkId", d.untrained, d.tags, d.deleted_at AS "deletedAt", d.rounds,
  d.context_tokens AS "contextTokens", d.context_limit AS "contextLimit", d.input_tokens AS "inputTokens",
  d.output_tokens AS "outputTokens", d.cost, d.flags, d.opening, d.created_at AS "createdAt",
  d.updated_at AS "updatedAt", d.ended_at AS "endedAt",
  (SELECT r.simulator_id FROM run r WHERE r.id = d.run_id) AS "simulatorId",
  (SELECT r.assistant_id FROM run r WHERE r.id = d.run_id) AS "assistantId"`;

type Moments = "createdAt" | "updatedAt" | "endedAt" | "deletedAt";
type Closed = "status" | "endReason" | "verdict" | "flags";

/** A dialogue as it leaves the database: closed sets are still text, moments are Dates, or text inside JSON. */
export type DialogueRow = Omit<Dialogue, Moments | Closed> & {
  status: string;
  endReason: string | null;
  verdict: string | null;
  flags: string[];
  createdAt: Date | string;
  updatedAt: Date | string;
  endedAt: Date | string | null;
  deletedAt: Date | string | null;
};

/** Only the studio writes these columns, so closed sets are taken at their word. */
export function toDialogue(row: DialogueRow): Dialogue {
  return {
    id: row.id,
    runId: row.runId,
    number: row.number,
    status: row.status as DialogueStatus,
    holdRequested: row.holdRequested,
    version: row.version,
    headId: row.headId,
    endReason: row.endReason as EndReason | null,
    statusDetail: row.statusDetail,
    verdict: row.verdict as Verdict | null,
    endMarkId: row.endMarkId,
    untrained: row.untrained,
    tags: row.tags,
    deletedAt: row.deletedAt === null ? null : new Date(row.deletedAt).toISOString(),
    rounds: row.rounds,
    contextTokens: row.contextTokens,
    contextLimit: row.contextLimit,
    inputTokens: row.inputTokens,
    outputTokens: row.outputTokens,
    cost: row.cost,
    flags: row.flags as TurnFlag[],
    opening: row.opening,
    simulatorId: row.simulatorId,
    assistantId: row.assistantId,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
  };
}
