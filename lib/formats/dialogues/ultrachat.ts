import * as z from "zod";
import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import type { Format } from "../format";
import type { Source } from "../text/decode-text";
import { dialogueOf, isRecord, NoDialogue, readDialogues, turnsIn, wordOf } from "./messages";

/** UltraChat: `{id, data: [text, text, …]}`; the user begins, and they take turns. */
export const ultrachat = {
  id: "ultrachat",
  name: "UltraChat",
  use: "a list of texts, the user first, one a line",
  extension: "jsonl",
  alsoEndsWith: ["json"],
  mediaType: "application/jsonl",
  firstLine: null,
  subject: "dialogues",
  sides: [],
  masks: false,
  options: z.strictObject({}),
  fields: { id: "the dialogue's id", data: "what was said, by the user first and then in turns" },
  recognise: (value) => isRecord(value) && Array.isArray(value.data) && typeof value.data[0] === "string",
  read: (source: Source) => readDialogues(source, ofTexts),
} as const satisfies Format;

function ofTexts(record: Record<string, unknown>): GivenDialogue {
  const messages = turnsIn(record, "data").map((content, i) => {
    if (typeof content !== "string") throw new NoDialogue(`data[${i}] is no text.`);
    return { role: i % 2 === 0 ? "user" : "assistant", content };
  });
  return dialogueOf(messages, record, { id: wordOf(record.id) });
}
