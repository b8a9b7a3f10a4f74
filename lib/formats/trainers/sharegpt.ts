import type { Speaker } from "@/lib/domain/dialogue";
import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import { dialogueOf, isRecord, readDialogues, turnsIn, wordOf } from "../dialogues/messages";
import type { Format } from "../format";
import type { JsonSource } from "../text/json-records";
import { maskedOption, sftFormat } from "./sft-format";

const written = sftFormat({
  id: "sharegpt",
  name: "ShareGPT",
  use: "JSON, as most trainers read it",
  trainer: "sharegpt",
  masks: "none",
  reasoning: ["drop"],
  containers: ["json", "jsonl", "parquet"],
  // The file says nothing of training, so all turns stay unless a person wants it otherwise.
  own: { masked: maskedOption.default("train") },
  columns: () => ({ id: "text", conversations: { list: { fields: { from: "text", value: "text" } } } }),
  length: null,
  fields: {
    id: "the dialogue's id",
    conversations: "the turns: from (human, gpt) and value; a system turn is kept apart when it is read",
  },
  notes: () => [
    "Nothing in the file says what is trained on. Most trainers take every turn of gpt; the trainer of the paper takes either side.",
  ],
  beside: () => [],
  dialect: ({ masked }) => ({
    isNative: true,
    hasPrompt: false,
    keepsEnd: masked === "train",
    masks: masked === "cut" ? "cut" : "trained",
  }),
  record: (messages, _, id) => ({ id, conversations: messages.map(({ role, text }) => said(role, text)) }),
});

/**
 * ShareGPT JSON: one array of `{id, conversations: [{from, value}]}`, a line per dialogue; read as JSON Lines, too. The
 * same file trains either side in the original recipe, where only the loss mask differs (docs/method.md#sharegpt-files).
 */
export const sharegpt = {
  ...written,
  subject: "dialogues",
  alsoEndsWith: ["jsonl"],
  firstLine: "^\\s*[[{]",
  recognise: (value: unknown) => isRecord(value) && Array.isArray(value.conversations),
  read: (source: JsonSource) => readDialogues(source, ofRecord),
} as const satisfies Format;

function ofRecord(record: Record<string, unknown>): GivenDialogue {
  return dialogueOf(turnsIn(record, "conversations"), record, {
    id: wordOf(record.id),
    system: typeof record.system === "string" ? record.system : "",
  });
}

/** A turn of ShareGPT-shaped files. */
export function said(role: Speaker | "system" | "tool", text: string): { from: string; value: string } {
  return { from: role === "user" ? "human" : role === "assistant" ? "gpt" : role, value: text };
}
