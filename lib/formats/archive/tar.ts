import type { Piece } from "../format";

/** A file in an archive: its length is known before it is written. */
export type ArchiveEntry = { name: string; bytes: number; pieces: () => AsyncIterable<Piece> };

const block = 512;
const encoder = new TextEncoder();

/**
 * A tar archive (POSIX ustar, docs/method.md#archives), written while its files are. The same entries and moment give
 * the same bytes.
 */
export async function* writeTar(entries: readonly ArchiveEntry[], at: Date): AsyncGenerator<Uint8Array> {
  for (const entry of entries) {
    yield header(entry, at);
    let written = 0;
    for await (const piece of entry.pieces()) {
      const bytes = typeof piece === "string" ? encoder.encode(piece) : piece;
      written += bytes.byteLength;
      if (written > entry.bytes) break;
      yield bytes;
    }
    if (written !== entry.bytes)
      throw new Error(`${entry.name} is not of the ${entry.bytes} bytes that it was to have`);
    yield new Uint8Array(padding(entry.bytes));
  }
  yield new Uint8Array(2 * block);
}

/** How many bytes that archive has. */
export function bytesOfTar(entries: readonly Pick<ArchiveEntry, "bytes">[]): number {
  return entries.reduce((sum, { bytes }) => sum + block + bytes + padding(bytes), 2 * block);
}

function padding(bytes: number): number {
  return (block - (bytes % block)) % block;
}

function header({ name, bytes }: ArchiveEntry, at: Date): Uint8Array {
  if (!/^\w[\w.-]*(\/\w[\w.-]*)*$/.test(name) || name.length > 100) throw new Error(`No name for an archive: ${name}`);
  const made = new Uint8Array(block);
  const put = (text: string, place: number) => made.set(encoder.encode(text), place);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, "0");
  put(name, 0);
  put(octal(0o644, 7), 100);
  put(octal(0, 7), 108);
  put(octal(0, 7), 116);
  put(octal(bytes, 11), 124);
  put(octal(Math.floor(at.getTime() / 1_000), 11), 136);
  put(" ".repeat(8), 148); // the sum is taken with blanks in its own place
  put("0", 156);
  put("ustar\u000000", 257);
  const sum = made.reduce((total, byte) => total + byte, 0);
  put(`${octal(sum, 6)}\0 `, 148);
  return made;
}
