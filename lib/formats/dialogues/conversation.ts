import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import type { Format } from "../format";
import { asLines, dialogueFile } from "./dialogue-file";
import { dialogueOf, isRecord, turnsIn, wordOf } from "./messages";

/** WildChat and LMSYS-Chat-1M: `conversation` of `{role, content}`, with language, model and a hash of the user. */
export const conversation = {
  ...asLines,
  ...dialogueFile(ofConversation),
  id: "conversation",
  name: "WildChat, LMSYS",
  use: "conversation of role and content, one a line",
  fields: {
    conversation_id: "its id; conversation_hash in WildChat",
    model: "who answered",
    conversation: "the turns: role and content",
    language: "such as English",
    hashed_ip: "who asked, where the source tells",
  },
  recognise: (value) => isRecord(value) && Array.isArray(value.conversation),
} as const satisfies Format;

function ofConversation(record: Record<string, unknown>): GivenDialogue {
  return dialogueOf(turnsIn(record, "conversation"), record, {
    id: wordOf(record.conversation_id) ?? wordOf(record.conversation_hash),
    sourceUser: wordOf(record.user_id) ?? wordOf(record.hashed_ip),
    language: wordOf(record.language),
    model: wordOf(record.model),
  });
}
