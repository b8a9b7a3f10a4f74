import { readdirSync, readFileSync } from "node:fs";
import * as z from "zod";
import type { Speaker } from "@/lib/domain/dialogue";

/** `isMasked`: read as context, and not learned. */
export type Said = { speaker: Speaker; text: string; isMasked?: boolean };
export type CorpusDialogue = { id: string; domain: string; turns: Said[] };

const speakers = { human: "user", gpt: "assistant" } as const;

/** A line of the corpus, in the format that the exports write. */
const lineSchema = z
  .object({
    id: z.string(),
    domain: z.string(),
    conversations: z.array(z.object({ from: z.enum(["human", "gpt"]), value: z.string().min(1) })),
  })
  .transform(({ id, domain, conversations }): CorpusDialogue => {
    return { id, domain, turns: conversations.map(({ from, value }) => ({ speaker: speakers[from], text: value })) };
  });

/** All dialogues that ship with the studio, in the order of their files' names. Throws on a line that is not one. */
export function readCorpus(): CorpusDialogue[] {
  const folder = new URL("./corpus/", import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line) => lineSchema.parse(JSON.parse(line)));
}
