import * as z from "zod";
import { speakerSchema } from "@/lib/domain/dialogue";
import type { ExportedDialogue, GivenDialogue } from "@/lib/domain/dialogue-in-file";
import { dyadicEnd } from "@/lib/domain/dyadic";
import { dialogueOf, isRecord, readDialogues, turnsIn, wordOf } from "./dialogues/messages";
import type { Format, Records } from "./format";
import type { JsonSource } from "./text/json-records";
import { said } from "./trainers/sharegpt";

/** Whose turns a training file trains. */
const trainingOptions = z.strictObject({ target: speakerSchema.default("assistant") });

/**
 * The generator's JSON Lines: `{session_id, num_of_rounds, conversations}`, human first, gpt last, and the simulator's
 * end mark taken out of its questions. `session_id` is an integer as in the original, which numbered per process, so
 * that its ids repeat; here it is the dialogue's place in the file, from 1 (docs/method.md#generator-files).
 */
export const generator = {
  id: "generator",
  name: "Generator JSONL",
  use: "one dialogue a line, with its rounds counted",
  extension: "jsonl",
  alsoEndsWith: [],
  mediaType: "application/jsonl",
  firstLine: null,
  subject: "dialogues",
  sides: ["assistant", "user"],
  masks: false,
  options: trainingOptions,
  fields: {
    session_id: "the dialogue's place in the file, from 1",
    num_of_rounds: "how many answers it has",
    conversations: "the turns: from (human, gpt) and value, without the simulator's end mark",
  },
  recognise: (value) => isRecord(value) && Array.isArray(value.conversations) && "num_of_rounds" in value,
  read: (source: JsonSource) => readDialogues(source, ofRecord),
  write,
} as const satisfies Format;

function ofRecord(record: Record<string, unknown>): GivenDialogue {
  return dialogueOf(turnsIn(record, "conversations"), record, { id: wordOf(record.session_id) });
}

async function* write(dialogues: Records<ExportedDialogue>): AsyncGenerator<string> {
  let session = 0;
  for await (const dialogue of dialogues) {
    const conversations = dialogue.turns.map(({ speaker, text }) =>
      said(speaker, speaker === "user" ? text.replaceAll(dyadicEnd, "") : text),
    );
    const rounds = conversations.filter((turn) => turn.from === "gpt").length;
    yield `${JSON.stringify({ session_id: ++session, num_of_rounds: rounds, conversations })}\n`;
  }
}
