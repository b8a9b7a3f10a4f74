import { pipeline, Readable, type Transform } from "node:stream";
import * as zlib from "node:zlib";
import type { AnswerBody } from "./answer-body";

/** Hands out what is there at once, and takes the end as it comes: of a stream of events every piece counts. */
const flushing = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH };
const brotliFlushing = {
  flush: zlib.constants.BROTLI_OPERATION_FLUSH,
  finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
};

/**
 * The body as it was before its endpoint packed it, which the studio does not ask for and some do all the same. A coding that
 * is not known leaves the body as it came.
 */
export function unpacked(body: AnswerBody, contentEncoding: string): AnswerBody {
  const codings = contentEncoding
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim());
  if (!codings.every((coding) => known.has(coding))) return body;
  let pieces: AsyncIterator<Uint8Array> | undefined;
  return {
    async read() {
      pieces ??= await unpack(body, codings.toReversed());
      const { done, value } = await pieces.next();
      return done ? null : value;
    },
    leave: body.leave,
  };
}

const known = new Set(["gzip", "x-gzip", "deflate", "br"]);

async function unpack(body: AnswerBody, codings: string[]): Promise<AsyncIterator<Uint8Array>> {
  const first = await body.read();
  const source = Readable.from(from(first, body));
  const steps = codings.map((coding) => decoderOf(coding, first));
  const last = steps.reduce<Readable>((before, step) => pipeline(before, step, () => {}), source);
  return last[Symbol.asyncIterator]();
}

async function* from(first: Uint8Array | null, body: AnswerBody): AsyncGenerator<Uint8Array> {
  for (let piece = first; piece !== null; piece = await body.read()) yield piece;
}

function decoderOf(coding: string, first: Uint8Array | null): Transform {
  if (coding === "br") return zlib.createBrotliDecompress(brotliFlushing);
  if (coding !== "deflate") return zlib.createGunzip(flushing);
  // Some servers leave the wrapper away (RFC 9110, section 8.4.1.2).
  return ((first?.[0] ?? 8) & 15) === 8 ? zlib.createInflate(flushing) : zlib.createInflateRaw(flushing);
}
