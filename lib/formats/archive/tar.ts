import type { Piece } from "../format";

/** A file in an archive: its length is known before it is written, from any of its bytes on. */
export type ArchiveEntry = { name: string; bytes: number; from: (byte: number) => AsyncIterable<Piece> };

const block = 512;
const encoder = new TextEncoder();

/**
 * A tar archive (POSIX ustar, docs/method.md#archives) from one of its bytes on, written while its files are: those before
 * are not. The same entries and moment give the same bytes.
 */
export async function* writeTar(entries: readonly ArchiveEntry[], at: Date, byte = 0): AsyncGenerator<Uint8Array> {
  let before = byte;
  const pass = (bytes: number) => {
    const passed = Math.min(before, bytes);
    before -= passed;
    return passed;
  };
  for (const entry of entries) {
    yield header(entry, at).subarray(pass(block));
    const passed = pass(entry.bytes);
    if (passed < entry.bytes) yield* contentOf(entry, passed);
    yield new Uint8Array(padding(entry.bytes)).subarray(pass(padding(entry.bytes)));
  }
  yield new Uint8Array(2 * block).subarray(pass(2 * block));
}

async function* contentOf({ name, bytes, from }: ArchiveEntry, byte: number): AsyncGenerator<Uint8Array> {
  let written = byte;
  for await (const piece of from(byte)) {
    const more = typeof piece === "string" ? encoder.encode(piece) : piece;
    written += more.byteLength;
    if (written > bytes) break;
    yield more;
  }
  if (written !== bytes) throw new Error(`${name} is not of the ${bytes} bytes that it was to have`);
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
