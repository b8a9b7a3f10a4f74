import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import type { Format } from "../format";
import { asLines, dialogueFile } from "./dialogue-file";
import { dialogueOf, isRecord, NoDialogue, turnsIn, wordOf } from "./messages";

/** UltraChat: `{id, data: [text, text, …]}`; the user begins, and they take turns. */
export const ultrachat = {
  ...asLines,
  ...dialogueFile(ofTexts),
  id: "ultrachat",
  name: "UltraChat",
  use: "a list of texts, the user first, one a line",
  fields: { id: "the dialogue's id", data: "what was said, by the user first and then in turns" },
  recognise: (value) => isRecord(value) && Array.isArray(value.data) && typeof value.data[0] === "string",
} as const satisfies Format;

function ofTexts(record: Record<string, unknown>): GivenDialogue {
  const messages = turnsIn(record, "data").map((content, i) => {
    if (typeof content !== "string") throw new NoDialogue(`data[${i}] is no text.`);
    return { role: i % 2 === 0 ? "user" : "assistant", content };
  });
  return dialogueOf(messages, record, { id: wordOf(record.id) });
}
