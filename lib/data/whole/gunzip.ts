import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** Beyond this much, what unpacks to more than so many times its size is a bomb and no file. */
const unsuspicious = 16 * 1024 * 1024;
export const mostRatio = 200;

/** Why a gzip cannot be unpacked: it is damaged or breaks off, or would unpack to far more than a file does. */
export class NotUnpacked extends Error {
  constructor(readonly why: "bomb" | "damaged") {
    super(`A gzip is ${why}`);
  }
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Unpacks gzip as it comes, no faster than it is taken. `received` says how much of it came so far. Throws {@link NotUnpacked}. */
export async function* gunzipped(
  packed: AsyncIterable<Uint8Array>,
  received: { bytes: number },
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // Whatever ends one end ends the other; the error comes out where the pieces are read.
  pipeline(Readable.from(packed, { objectMode: false }), gunzip, () => {});
  let size = 0;
  try {
    for await (const piece of gunzip as AsyncIterable<Uint8Array>) {
      size += piece.byteLength;
      if (size > unsuspicious && size > received.bytes * mostRatio) throw new NotUnpacked("bomb");
      yield piece;
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))) throw error;
    throw new NotUnpacked("damaged");
  }
}
