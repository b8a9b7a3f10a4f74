import type { LineError } from "../format";
import { type Decoded, decodeText, type Source } from "./decode-text";

/** A line without its end, or why there are no more that can be read; `line` counts from 1. */
export type TextLine = { ok: true; line: number; text: string } | ({ ok: false } & LineError);

/** A line beyond this is refused before it is whole: what breaks no line is no file of lines. */
export const longestLine = 16 * 1024 * 1024;

/** The lines of a text file, ended by LF, CRLF or CR. Holds no more than one line; ends at the first that is refused. */
export function textLines(source: Source): AsyncGenerator<TextLine> {
  return linesOf(decodeText(source));
}

/** The same of text that is decoded already. */
export async function* linesOf(pieces: AsyncIterable<Decoded>): AsyncGenerator<TextLine> {
  let line = 1;
  let begun: string[] = [];
  let held = 0;
  let afterCr = false;
  for await (const decoded of pieces) {
    // The LF of a CRLF that was cut in two.
    const text: string = afterCr && decoded.text.startsWith("\n") ? decoded.text.slice(1) : decoded.text;
    if (decoded.text !== "") afterCr = false;
    let from = 0;
    for (const end of lineEnds(text)) {
      begun.push(text.slice(from, end.at));
      yield { ok: true, line: line++, text: begun.join("") };
      begun = [];
      held = 0;
      from = end.next;
      afterCr = text[end.at] === "\r" && end.next === text.length;
    }
    if (from < text.length) begun.push(text.slice(from));
    held += text.length - from;
    if (!decoded.ok) {
      yield { ok: false, line, column: held + 1, message: decoded.reason };
      return;
    }
    if (held > longestLine) {
      yield { ok: false, line, message: "A line of more than 16 MB. Put each record on a line of its own." };
      return;
    }
  }
  if (held > 0) yield { ok: true, line, text: begun.join("") };
}

function* lineEnds(text: string): Generator<{ at: number; next: number }> {
  let cr = text.indexOf("\r");
  let lf = text.indexOf("\n");
  while (cr >= 0 || lf >= 0) {
    const isCr = cr >= 0 && (lf < 0 || cr < lf);
    const at = isCr ? cr : lf;
    const next = isCr && lf === cr + 1 ? lf + 1 : at + 1;
    yield { at, next };
    if (cr >= 0 && cr < next) cr = text.indexOf("\r", next);
    if (lf >= 0 && lf < next) lf = text.indexOf("\n", next);
  }
}
