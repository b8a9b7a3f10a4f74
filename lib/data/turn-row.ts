import type { Speaker, Turn, TurnFlag, TurnOrigin } from "@/lib/domain/dialogue";
import { columns, type InJson, type RowOf, word, words } from "./door/row";

/** Of `turn t`. */
export const turnColumns = columns(
  "Turn",
  "t",
  "id",
  "dialogueId",
  "parentId",
  "speaker",
  "text",
  "reasoning",
  "origin",
  "modelId",
  "personId",
  "flags",
  "abandoned",
  "keptFromId",
  "promptTokens",
  "completionTokens",
  "firstTokenMs",
  "totalMs",
  "finishReason",
  "version",
  "createdAt",
);

export const turnShape = {
  ...turnColumns.row,
  speaker: word<Speaker>(),
  origin: word<TurnOrigin>(),
  flags: words<TurnFlag>(),
};

type Row = RowOf<typeof turnShape>;
export type TurnInJson = InJson<Row>;

export function toTurn(row: Row | TurnInJson): Turn {
  return {
    id: row.id,
    dialogueId: row.dialogueId,
    parentId: row.parentId,
    speaker: row.speaker,
    text: row.text,
    reasoning: row.reasoning,
    origin: row.origin,
    modelId: row.modelId,
    personId: row.personId,
    flags: row.flags,
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
