import type { Dialogue, DialogueOrigin, DialogueStatus, EndReason, TurnFlag, Verdict } from "@/lib/domain/dialogue";
import { sql } from "./door/fragment";
import { columns, type InJson, made, orNull, type RowOf, word, words } from "./door/row";

const dialogue = columns(
  "Dialogue",
  "d",
  "id",
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

/** Of `dialogue d`, with where it comes from. */
export const dialogueColumns = sql`${dialogue}, coalesce(
  (SELECT jsonb_build_object('kind', 'run', 'runId', r.id, 'name', r.name, 'simulatorId', r.simulator_id, 'assistantId',
    r.assistant_id) FROM run r WHERE r.id = d.run_id),
  (SELECT jsonb_build_object('kind', 'import', 'importId', i.id, 'name', i.name) FROM import i WHERE i.id = d.import_id)
  ) AS origin`;

export const dialogueShape = {
  ...dialogue.row,
  status: word<DialogueStatus>(),
  endReason: orNull(word<EndReason>()),
  verdict: orNull(word<Verdict>()),
  flags: words<TurnFlag>(),
  origin: made<DialogueOrigin>(),
};

type Row = RowOf<typeof dialogueShape>;
export type DialogueInJson = InJson<Row>;

export function toDialogue(row: Row | DialogueInJson): Dialogue {
  return {
    id: row.id,
    origin: row.origin,
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
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
  };
}
