import * as z from "zod";
import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import type { JsonSource } from "../text/json-records";
import { readDialogues } from "./messages";

/** What all formats of dialogues that are only read have in common: JSON, an array or a line each, and nothing to choose. */
export function dialogueFile(read: (record: Record<string, unknown>) => GivenDialogue) {
  return {
    firstLine: null,
    subject: "dialogues",
    sides: [],
    masks: false,
    options: z.strictObject({}),
    read: (source: JsonSource) => readDialogues(source, read),
  } as const;
}

/** Of the two ways to write such a file, the one that is usual for it. */
export const asLines = { extension: "jsonl", alsoEndsWith: ["json"], mediaType: "application/jsonl" } as const;
export const asArray = { extension: "json", alsoEndsWith: ["jsonl"], mediaType: "application/json" } as const;
