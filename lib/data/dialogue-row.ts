import type { Dialogue, DialogueStatus, EndReason, TurnFlag, Verdict } from "@/lib/domain/dialogue";
import { sql } from "./door/fragment";
import { columns, type InJson, orNull, type RowOf, text, word, words } from "./door/row";

const dialogue = columns(
  "Dialogue",
  "d",
  "id",
  "runId",
  "number",
  "status",
  "holdRequested",
  "version",
  "headId",
  "endReason",
  "statusDetail",
  "verdict",
  "endMarkId",
  "untrained",
  "tags",
  "deletedAt",
  "rounds",
  "contextTokens",
  "contextLimit",
  "inputTokens",
  "outputTokens",
  "cost",
  "flags",
  "opening",
  "createdAt",
  "updatedAt",
  "endedAt",
);

/** Of `dialogue d`. */
export const dialogueColumns = sql`${dialogue},
  (SELECT r.simulator_id FROM run r WHERE r.id = d.run_id) AS "simulatorId",
  (SELECT r.assistant_id FROM run r WHERE r.id = d.run_id) AS "assistantId"`;

export const dialogueShape = {
  ...dialogue.row,
  status: word<DialogueStatus>(),
  endReason: orNull(word<EndReason>()),
  verdict: orNull(word<Verdict>()),
  flags: words<TurnFlag>(),
  simulatorId: text,
  assistantId: text,
};

type Row = RowOf<typeof dialogueShape>;
export type DialogueInJson = InJson<Row>;

export function toDialogue(row: Row | DialogueInJson): Dialogue {
  return {
    id: row.id,
    runId: row.runId,
    number: row.number,
    status: row.status,
    holdRequested: row.holdRequested,
    version: row.version,
    headId: row.headId,
    endReason: row.endReason,
    statusDetail: row.statusDetail,
    verdict: row.verdict,
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
    flags: row.flags,
    opening: row.opening,
    simulatorId: row.simulatorId,
    assistantId: row.assistantId,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
  };
}
