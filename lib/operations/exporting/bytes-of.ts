import { createHash } from "node:crypto";
import type { Piece } from "@/lib/formats/format";

/** What a file is known to be. */
export type Known = { name: string; bytes: number; sha256: string };

/** A row alone is a small thing to send: so many bytes go together; at first fewer, since somebody waits for them. */
const [together, atFirst] = [128 * 1024, 16 * 1024];

/** The pieces of a file as bytes, small ones together: each text is written once, where it is sent from. */
export async function* bytesOf(pieces: AsyncIterable<Piece>): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0);
  let length = 0;
  let enough = atFirst;
  const take = () => {
    const taken = held.subarray(0, length);
    [held, length, enough] = [Buffer.alloc(0), 0, together];
    return taken;
  };
  for await (const piece of pieces) {
    if (typeof piece === "string") {
      const most = length + 3 * piece.length; // UTF-8 takes no more for a letter of JavaScript
      if (most > held.length) {
        const wider = Buffer.allocUnsafeSlow(Math.max(most, 1.5 * enough));
        held.copy(wider, 0, 0, length);
        held = wider;
      }
      length += held.write(piece, length);
      if (length >= enough) yield take();
      continue;
    }
    if (length > 0) yield take();
    yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  }
  if (length > 0) yield take();
}

/**
 * The bytes as they were when the file was first made: what is made now is compared with that, and where it differs the
 * last of it is never given, so that no other file looks whole.
 */
export async function* asKnown(pieces: AsyncIterable<Piece>, { name, bytes, sha256 }: Known): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let made = 0;
  const differs = () =>
    new Error(
      `${name} is not made as it was: ${made} of ${bytes} bytes. Another version of the studio made this export.`,
    );
  for await (const piece of bytesOf(pieces)) {
    hash.update(piece);
    made += piece.length;
    if (made > bytes || (made === bytes && hash.copy().digest("hex") !== sha256)) throw differs();
    yield piece;
  }
  if (made !== bytes) throw differs();
}

/** What stands from this byte on. */
export async function* from(byte: number, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let before = byte;
  for await (const piece of pieces) {
    if (before >= piece.length) before -= piece.length;
    else {
      yield before === 0 ? piece : piece.subarray(before);
      before = 0;
    }
  }
}
