import * as z from "zod";
import type { Source } from "./decode-text";

/** How files were saved before UTF-8. No file says which it was, so a person does; see docs/formats.md. */
export const legacyEncodingSchema = z.enum([
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1254",
  "windows-1255",
  "windows-1256",
  "macintosh",
  "shift_jis",
  "euc-jp",
  "euc-kr",
  "gb18030",
  "big5",
  "utf-16le",
  "utf-16be",
]);
export type LegacyEncoding = z.infer<typeof legacyEncodingSchema>;

/** The text of a file that was saved in this encoding. Bytes that are none of its letters come as U+FFFD, for readers to refuse. */
export async function* legacyText(source: Source, encoding: LegacyEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of typeof source === "string" ? [source] : source)
    yield typeof piece === "string" ? piece : decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
