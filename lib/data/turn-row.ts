import type { Speaker, Turn, TurnFlag, TurnOrigin } from "@/lib/domain/dialogue";

/** Columns of `turn t` under the names that Prisma gives them, so that one mapper serves SQL and Prisma. */
export const turnColumns = `t.id, t.dialogue_id AS "dialogueId", t.parent_id AS "parentId", t.speaker, t.text, t.reasoning,
  t.origin, t.model_id AS "modelId", t.person_id AS "personId", t.flags, t.abandoned, t.kept_from_id AS "keptFromId",
  t.prompt_tokens AS "promptTokens", t.completion_tokens AS "completionTokens", t.first_token_ms AS "firstTokenMs",
  t.total_ms AS "totalMs", t.finish_reason AS "finishReason", t.version, t.created_at AS "createdAt"`;

/** A turn as it leaves the database: closed sets are still text, moments are Dates, or text inside JSON. */
export type TurnRow = Omit<Turn, "speaker" | "origin" | "flags" | "createdAt"> & {
  speaker: string;
  origin: string;
  flags: string[];
  createdAt: Date | string;
};

/** Only the studio writes these columns, so closed sets are taken at their word. */
export function toTurn(row: TurnRow): Turn {
  return {
    id: row.id,
    dialogueId: row.dialogueId,
    parentId: row.parentId,
    speaker: row.speaker as Speaker,
    text: row.text,
    reasoning: row.reasoning,
    origin: row.origin as TurnOrigin,
    modelId: row.modelId,
    personId: row.personId,
    flags: row.flags as TurnFlag[],
    abandoned: row.abandoned,
    keptFromId: row.keptFromId,
    promptTokens: row.promptTokens,
    completionTokens: row.completionTokens,
    firstTokenMs: row.firstTokenMs,
    totalMs: row.totalMs,
    finishReason: row.finishReason,
    version: row.version,
    createdAt: new Date(row.createdAt).toISOString(),
  };
}
