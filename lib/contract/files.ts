import type { Subject } from "@/lib/formats/format";
import { type FormatId, formats, readableIds, writableIds } from "@/lib/formats/registry";
import type { FileAnswer, FileBody } from "./endpoint";

/** What a caller says of a file that it does not name: curl, gzip, browsers. */
const anyFile = [
  "application/octet-stream",
  "application/gzip",
  "application/x-gzip",
  "application/vnd.apache.parquet",
];

/** A body that is a file in one of the formats in which records of these subjects are read. */
export function fileOf(limit: number, ...subjects: Subject[]): FileBody {
  return { kind: "file", limit, mediaTypes: [...mediaTypesOf(readableIds(...subjects)), ...anyFile] };
}

/** An answer that is a file in one of the formats in which records of these subjects are written. */
export function fileOut(...subjects: Subject[]): FileAnswer {
  return { kind: "file", mediaTypes: mediaTypesOf(writableIds(...subjects)) };
}

function mediaTypesOf(ids: readonly FormatId[]): string[] {
  return [...new Set(ids.map((id) => formats[id].mediaType))];
}
