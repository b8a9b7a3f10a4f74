import * as z from "zod";
import type { ReadLine, Records } from "../format";
import type { Source } from "../text/decode-text";
import { readJsonLines, writeJsonLines } from "../text/json-records";

/** What all of FastChat's files have in common: JSON Lines, in the published fields, with unknown fields kept. */
export function jsonLinesOf<T>(schema: z.ZodType<T>) {
  return {
    extension: "jsonl",
    alsoEndsWith: ["json"],
    mediaType: "application/jsonl",
    firstLine: "^\\s*[{]",
    sides: [],
    masks: false,
    options: z.strictObject({}),
    read: (source: Source): AsyncIterable<ReadLine<T>> => readJsonLines(source, schema),
    /** Records as they were read, whose schema has changed nothing, or as they were made here. */
    write: (records: Records<unknown>): AsyncIterable<string> => writeJsonLines(records),
  } as const;
}
