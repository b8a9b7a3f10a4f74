import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import type { Format } from "../format";
import { asArray, dialogueFile } from "./dialogue-file";
import { dialogueOf, isRecord, NoDialogue, wordOf } from "./messages";

const marks = /\[\|(Human|AI)\|\]/g;

/** Baize: a transcript in one text, each turn after `[|Human|]` or `[|AI|]`; what stands before is its own frame. */
export const baize = {
  ...asArray,
  ...dialogueFile(ofTranscript),
  id: "baize",
  name: "Baize",
  use: "a transcript with [|Human|] and [|AI|]",
  fields: { topic: "what it was begun with; it is not read", input: "the transcript" },
  recognise: (value) => isRecord(value) && typeof value.input === "string" && value.input.includes("[|Human|]"),
} as const satisfies Format;

function ofTranscript(record: Record<string, unknown>): GivenDialogue {
  const { input } = record;
  if (typeof input !== "string") throw new NoDialogue("input is missing; it holds the transcript.");
  const found = [...input.matchAll(marks)];
  if (found.length === 0) throw new NoDialogue("input holds no [|Human|] and no [|AI|], after which turns stand.");
  const messages = found.map((mark, i) => ({
    role: mark[1] === "Human" ? "human" : "ai",
    content: input.slice(mark.index + mark[0].length, found[i + 1]?.index ?? input.length).trim(),
  }));
  // The transcripts end with an open mark of the human, who says nothing more.
  if (messages.at(-1)?.content === "") messages.pop();
  return dialogueOf(messages, record, { id: wordOf(record.id) });
}
