/** A whole file as one text, or piece by piece as it arrives. */
export type Source = string | AsyncIterable<string | Uint8Array>;

/** The next piece of text, or at what character after it the bytes stop being text, and why. */
export type Decoded = { ok: true; text: string } | { ok: false; text: string; reason: string };

/**
 * Decodes a file: UTF-8, or UTF-16 where a byte order mark says so; the mark itself is taken off. Anything else ends the
 * stream with a reason: a wrong guess would put U+FFFD where letters were.
 */
export async function* decodeText(source: Source): AsyncGenerator<Decoded> {
  let decoder: TextDecoder | null = null;
  let isFirst = true;
  for await (const piece of typeof source === "string" ? [source] : inSlices(withWholeMark(source))) {
    if (piece.length === 0) continue;
    if (typeof piece === "string") {
      yield { ok: true, text: isFirst ? piece.replace(/^\uFEFF/, "") : piece };
    } else {
      const other = isFirst ? otherFile(piece) : null;
      if (other !== null) {
        yield { ok: false, text: "", reason: other };
        return;
      }
      decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
      const text = attempt(decoder, piece);
      if (text === null) {
        yield { ok: false, text: readable(piece, decoder.encoding), reason: reasons[decoder.encoding] ?? "" };
        return;
      }
      yield { ok: true, text };
    }
    isFirst = false;
  }
  if (decoder && attempt(decoder) === null)
    yield { ok: false, text: "", reason: "The file breaks off within a character. Save it anew and send it again." };
}

/** Texts of more than this live on a heap of their own, and so until the whole heap is cleared. */
const sliceBytes = 64 * 1024;

/** The same in small slices: what was decoded of a large piece would be held until its last record is stored. */
async function* inSlices(source: AsyncIterable<string | Uint8Array>): AsyncGenerator<string | Uint8Array> {
  for await (const piece of source) {
    if (typeof piece === "string" || piece.length <= sliceBytes) yield piece;
    else for (let at = 0; at < piece.length; at += sliceBytes) yield piece.subarray(at, at + sliceBytes);
  }
}

/** Files of other programs that people send for text, by their first bytes, with what to do. */
const otherFiles: [beginning: string, words: string][] = [
  ["PK\u0003\u0004", "This is an Excel file or a zip. Save the sheet as CSV in UTF-8, or unpack it first."],
  ["\u00d0\u00cf\u0011\u00e0", "This is an old Excel or Word file. Save it as CSV in UTF-8."],
  ["%PDF-", "This is a PDF. Save its text as a file of its own."],
  ["PAR1", "This is a Parquet file. Save it as JSON Lines."],
  ["SQLite format 3", "This is an SQLite database. Export the table as CSV or JSON."],
];

function otherFile(bytes: Uint8Array): string | null {
  const beginning = String.fromCharCode(...bytes.subarray(0, 16));
  return otherFiles.find(([mark]) => beginning.startsWith(mark))?.[1] ?? null;
}

/** The same pieces, but a first one of a single byte comes with the next: a byte order mark has two or three. */
async function* withWholeMark(source: AsyncIterable<string | Uint8Array>): AsyncGenerator<string | Uint8Array> {
  let first: Uint8Array | null = null;
  let isBegun = false;
  for await (const piece of source) {
    if (!isBegun && first === null && typeof piece !== "string" && piece.length === 1) {
      first = piece;
      continue;
    }
    if (first !== null && typeof piece !== "string") yield Uint8Array.of(...first, ...piece.subarray(0, 1));
    yield first !== null && typeof piece !== "string" ? piece.subarray(1) : piece;
    first = null;
    isBegun = true;
  }
  if (first !== null) yield first;
}

function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

const reasons: Record<string, string> = {
  "utf-8":
    "From here on it is not UTF-8 text. Save the file as UTF-8 and send it again, or say how it was saved where that is asked.",
  "utf-16le": "From here on it is not UTF-16 text, which its first bytes announce. Save the file as UTF-8.",
  "utf-16be": "From here on it is not UTF-16 text, which its first bytes announce. Save the file as UTF-8.",
};

/** The text of the bytes, or of what is left over at the end; null where they are none. */
function attempt(decoder: TextDecoder, bytes?: Uint8Array): string | null {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** What stands before the first bytes that are no text. A character begun in the piece before is passed over. */
function readable(bytes: Uint8Array, encoding: string): string {
  const begun = encoding === "utf-8" ? bytes.findIndex((byte) => (byte & 0xc0) !== 0x80) : 0;
  const text = new TextDecoder(encoding).decode(bytes.subarray(begun > 3 ? 0 : Math.max(0, begun)));
  const end = text.indexOf("\uFFFD");
  return end < 0 ? "" : text.slice(0, end);
}
