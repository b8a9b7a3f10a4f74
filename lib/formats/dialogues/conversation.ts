import * as z from "zod";
import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import type { Format } from "../format";
import type { Source } from "../text/decode-text";
import { dialogueOf, isRecord, readDialogues, turnsIn, wordOf } from "./messages";

/** WildChat and LMSYS-Chat-1M: `conversation` of `{role, content}`, with language, model and a hash of the user. */
export const conversation = {
  id: "conversation",
  name: "WildChat, LMSYS",
  use: "conversation of role and content, one a line",
  extension: "jsonl",
  alsoEndsWith: ["json"],
  mediaType: "application/jsonl",
  firstLine: null,
  subject: "dialogues",
  sides: [],
  masks: false,
  options: z.strictObject({}),
  fields: {
    conversation_id: "its id; conversation_hash in WildChat",
    model: "who answered",
    conversation: "the turns: role and content",
    language: "such as English",
    hashed_ip: "who asked, where the source tells",
  },
  recognise: (value) => isRecord(value) && Array.isArray(value.conversation),
  read: (source: Source) => readDialogues(source, ofConversation),
} as const satisfies Format;

function ofConversation(record: Record<string, unknown>): GivenDialogue {
  return dialogueOf(turnsIn(record, "conversation"), record, {
    id: wordOf(record.conversation_id) ?? wordOf(record.conversation_hash),
    sourceUser: wordOf(record.user_id) ?? wordOf(record.hashed_ip),
    language: wordOf(record.language),
    model: wordOf(record.model),
  });
}
