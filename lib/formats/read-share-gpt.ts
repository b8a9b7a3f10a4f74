import * as z from "zod";
import type { Round } from "@/lib/domain/judging/contender";
import type { LineError } from "./json-lines";

const recordSchema = z.looseObject({
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

type Read = { rounds: Round[]; record: unknown };

/**
 * Reads dialogues in ShareGPT's shape: a JSON array, or one record a line. A question without an answer at the end is
 * cut off; turns that do not alternate from a question are an error. `line` counts records where it is one array.
 */
export function readShareGpt(text: string): { dialogues: Read[]; errors: LineError[] } {
  const dialogues: Read[] = [];
  const errors: LineError[] = [];
  for (const { line, value, message } of recordsOf(text.replace(/^\uFEFF/, ""))) {
    const record = message === undefined ? recordSchema.safeParse(value) : null;
    const rounds = record?.success ? roundsOf(record.data.conversations) : null;
    if (message !== undefined) errors.push({ line, message });
    else if (record && !record.success)
      errors.push({ line, message: record.error.issues[0]?.message ?? "not a dialogue" });
    else if (!rounds)
      errors.push({ line, message: "The turns do not alternate from a human's question to an answer." });
    else dialogues.push({ rounds, record: value });
  }
  if (dialogues.length === 0 && errors.length === 0)
    errors.push({ line: 1, message: "There is no dialogue in this file." });
  return { dialogues, errors: errors.slice(0, 200) };
}

type Found = { line: number; value?: unknown; message?: string };

function recordsOf(text: string): Found[] {
  if (text.trimStart().startsWith("[")) {
    try {
      const all: unknown = JSON.parse(text);
      return (Array.isArray(all) ? all : []).map((value, i) => ({ line: i + 1, value }));
    } catch (error) {
      return [{ line: 1, message: `Not JSON: ${(error as Error).message}` }];
    }
  }
  return text.split(/\r\n|\n|\r/).flatMap((content, i): Found[] => {
    if (content.trim() === "") return [];
    try {
      return [{ line: i + 1, value: JSON.parse(content) as unknown }];
    } catch (error) {
      return [{ line: i + 1, message: `Not JSON: ${(error as Error).message}` }];
    }
  });
}

function roundsOf(turns: { from: string; value: string }[]): Round[] | null {
  const said = turns.filter(({ from }) => from !== "system");
  const isHuman = (from: string) => from === "human" || from === "user";
  if (said.some(({ from }, i) => isHuman(from) !== (i % 2 === 0))) return null;
  const rounds: Round[] = [];
  for (let i = 0; i + 1 < said.length; i += 2)
    rounds.push({ user: said[i]?.value ?? "", assistant: said[i + 1]?.value ?? "" });
  return rounds.length > 0 ? rounds : null;
}
