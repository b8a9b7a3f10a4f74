import { createHash } from "node:crypto";
import type { OutgoingFile } from "./place";

/** In pieces of just this length; the last one has what is left, and there is one of an empty file, too. */
export async function* inParts(pieces: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Buffer> {
  const part = Buffer.allocUnsafe(length);
  let held = 0;
  let made = 0;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      const some = piece.subarray(at, at + length - held);
      part.set(some, held);
      held += some.length;
      at += some.length;
      if (held < length) continue;
      yield part;
      made += 1;
      held = 0;
    }
  }
  if (held > 0 || made === 0) yield part.subarray(0, held);
}

/** The pieces, cut into runs of `length` bytes one after another: each run is to be read to its end before the next. */
export async function* inRuns(
  pieces: AsyncIterable<Uint8Array>,
  { bytes, length }: { bytes: number; length: number },
): AsyncGenerator<{ bytes: number; pieces: AsyncIterable<Uint8Array> }> {
  const source = pieces[Symbol.asyncIterator]();
  let left: Uint8Array = new Uint8Array();
  async function* run(wanted: number): AsyncGenerator<Uint8Array> {
    for (let given = 0; given < wanted; ) {
      if (left.length === 0) {
        const next = await source.next();
        if (next.done) return;
        left = next.value;
      }
      const some = left.subarray(0, wanted - given);
      left = left.subarray(some.length);
      given += some.length;
      yield some;
    }
  }
  try {
    for (let at = 0; at < bytes; at += length) {
      const size = Math.min(length, bytes - at);
      yield { bytes: size, pieces: run(size) };
    }
  } finally {
    await source.return?.();
  }
}

/** Tells of each piece once it was taken. */
export async function* counted(
  pieces: AsyncIterable<Uint8Array>,
  tell: (bytes: number) => Promise<void> | void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    yield piece;
    await tell(piece.length);
  }
}

/** The first bytes of a file, and no more of it is made. */
export async function beginningOf({ pieces }: OutgoingFile, length: number): Promise<Buffer> {
  for await (const part of inParts(pieces(), length)) return Buffer.from(part);
  return Buffer.alloc(0);
}

/** In Base64, as long as that of the whole. */
export async function* inBase64(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  // Three bytes make four letters: only the last piece may end within three.
  for await (const part of inParts(pieces, 48 * 1024)) yield Buffer.from(part.toString("base64"), "latin1");
}

export function lengthInBase64(bytes: number): number {
  return 4 * Math.ceil(bytes / 3);
}

/** What git calls a file that stands in a repository itself. */
export async function gitOid({ bytes, pieces }: OutgoingFile): Promise<string> {
  const hash = createHash("sha1").update(`blob ${bytes}\0`);
  for await (const piece of pieces()) hash.update(piece);
  return hash.digest("hex");
}
