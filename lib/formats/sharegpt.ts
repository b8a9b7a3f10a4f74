import * as z from "zod";
import type { Speaker } from "@/lib/domain/dialogue";
import type { ExportedDialogue, GivenDialogue } from "@/lib/domain/dialogue-in-file";
import { trainingOptions } from "./dialogue-options";
import type { Format, ReadLine, Records } from "./format";
import type { Source } from "./text/decode-text";
import { checked, jsonValues } from "./text/json-records";

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
    conversations: "the turns: from (human, gpt) and value; a system turn is passed over when it is read",
  },
  read,
  write,
} as const satisfies Format;

/** Who speaks; nobody else has turns of a dialogue. */
const speakers: Record<string, Speaker | undefined> = {
  human: "user",
  user: "user",
  gpt: "assistant",
  assistant: "assistant",
  chatgpt: "assistant",
};

const recordSchema = z.looseObject({
  id: z.unknown().optional(),
  conversations: z
    .array(
      z.looseObject({
        from: z.enum(["human", "user", "gpt", "assistant", "chatgpt", "system"], 'from is "human" or "gpt"'),
        value: z.string("value is the text that was said"),
      }),
      "conversations is missing; it holds the turns",
    )
    .min(2, "a conversation needs a question and an answer"),
});

async function* read(source: Source): AsyncGenerator<ReadLine<GivenDialogue>> {
  for await (const found of jsonValues(source)) {
    const read = found.ok ? checked(found.line, found.value, recordSchema) : found;
    yield read.ok ? { line: read.line, ok: true, value: toGiven(read.value) } : read;
  }
}

function toGiven(record: z.infer<typeof recordSchema>): GivenDialogue {
  const turns = record.conversations.flatMap(({ from, value: text }) => {
    const speaker = speakers[from];
    return speaker ? [{ speaker, text }] : [];
  });
  const { id } = record;
  return { id: typeof id === "string" || typeof id === "number" ? String(id) : null, turns, record };
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
