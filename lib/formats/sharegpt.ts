import type { ExportedDialogue, GivenDialogue } from "@/lib/domain/dialogue-in-file";
import { trainingOptions } from "./dialogue-options";
import { dialogueOf, isRecord, readDialogues, turnsIn, wordOf } from "./dialogues/messages";
import type { Format, Records } from "./format";
import type { JsonSource } from "./text/json-records";

/**
 * ShareGPT JSON: one array of `{id, conversations: [{from, value}]}`, a line per dialogue; read as JSON Lines, too. The
 * same file trains either side in the original recipe, where only the loss mask differs (docs/method.md#sharegpt-files).
 */
export const sharegpt = {
  id: "sharegpt",
  name: "ShareGPT",
  use: "JSON, as most trainers read it",
  extension: "json",
  alsoEndsWith: ["jsonl"],
  mediaType: "application/json",
  firstLine: "^\\s*[[{]",
  subject: "dialogues",
  sides: ["assistant", "user"],
  masks: false,
  options: trainingOptions,
  fields: {
    id: "the dialogue's id",
    conversations: "the turns: from (human, gpt) and value; a system turn is kept apart when it is read",
  },
  recognise: (value) => isRecord(value) && Array.isArray(value.conversations),
  read: (source: JsonSource) => readDialogues(source, ofRecord),
  write,
} as const satisfies Format;

function ofRecord(record: Record<string, unknown>): GivenDialogue {
  return dialogueOf(turnsIn(record, "conversations"), record, {
    id: wordOf(record.id),
    system: typeof record.system === "string" ? record.system : "",
  });
}

async function* write(dialogues: Records<ExportedDialogue>): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const dialogue of dialogues) {
    yield separator + JSON.stringify({ id: dialogue.id, conversations: toConversations(dialogue) });
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}

/** The `conversations` of ShareGPT-shaped files, shared with the generator's own format. */
export function toConversations(dialogue: ExportedDialogue): { from: "human" | "gpt"; value: string }[] {
  return dialogue.turns.map((turn) => ({ from: turn.speaker === "user" ? "human" : "gpt", value: turn.text }));
}
