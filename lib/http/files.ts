import { setImmediate as turnOfOthers } from "node:timers/promises";
import { AppError } from "@/lib/base/app-error";
import { log } from "@/lib/base/log";
import type { FileBody, IncomingFile, OutgoingFile } from "@/lib/contract/endpoint";
import { gunzipped, isGzip, mostRatio, NotUnpacked } from "@/lib/data/whole/gunzip";
import { RequestRefused } from "./request-refused";

const megabyte = 1024 * 1024;

/**
 * The request's body as a file, piece by piece: read from the connection no faster than it is taken, unpacked where it is
 * gzip, and never held. Throws, at the latest on the way, where it is too large or packed otherwise, or when the caller
 * goes away.
 */
export function readFile(request: Request, { mediaTypes, limit, isPart }: FileBody): IncomingFile {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!mediaTypes.includes(type))
    throw new RequestRefused(
      415,
      `Send the file as it is with the header Content-Type: application/octet-stream. Taken are ${mediaTypes.join(", ")}.`,
    );
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip")
    throw new RequestRefused(415, `A body can be packed with gzip, not with ${encoding}. Nothing was saved.`);
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge(limit);
  return bounded(isPart ? bytesOf(request, { bytes: 0 }) : unpacked(request), limit);
}

/** What makes a request with a file what it is, for repeats of it: the file itself is not looked at. */
export function fileIdentity(headers: Headers): string {
  return ["content-length", "content-encoding", "content-digest"].map((name) => headers.get(name) ?? "").join("\n");
}

async function* bounded(pieces: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of pieces) {
    size += piece.byteLength;
    if (size > limit) throw tooLarge(limit);
    if (piece.byteLength > 0) yield piece;
  }
  if (size === 0) throw new AppError("invalid", "The file is empty. Nothing was saved.");
}

/** Gzip is told by its first two bytes, whether or not the request says so. */
async function* unpacked(request: Request): AsyncGenerator<Uint8Array> {
  const received = { bytes: 0 };
  const pieces = bytesOf(request, received);
  let head = new Uint8Array();
  while (head.byteLength < 2) {
    const next = await pieces.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  const isPacked = isGzip(head);
  if (!isPacked && request.headers.get("content-encoding")?.trim().toLowerCase() === "gzip")
    throw new RequestRefused(400, "The body is said to be gzip and is not. Nothing was saved.");
  const whole = rejoined(head, pieces);
  yield* isPacked ? gunzippedHere(whole, received) : whole;
}

async function* gunzippedHere(
  packed: AsyncIterable<Uint8Array>,
  received: { bytes: number },
): AsyncGenerator<Uint8Array> {
  try {
    yield* gunzipped(packed, received);
  } catch (error) {
    if (!(error instanceof NotUnpacked)) throw error;
    if (error.why === "bomb")
      throw new RequestRefused(413, `The gzip unpacks to more than ${mostRatio} times its size. Send it unpacked.`);
    throw new RequestRefused(400, "The gzip is damaged or breaks off. Nothing was saved; pack the file anew.");
  }
}

async function* bytesOf(request: Request, received: { bytes: number }): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of request.body ?? []) {
      if (request.signal.aborted) break;
      received.bytes += piece.byteLength;
      yield piece;
    }
  } catch (error) {
    throw gone(error);
  }
  if (request.signal.aborted) throw gone(request.signal.reason);
}

function gone(cause: unknown): AppError {
  return new AppError("cancelled", "The upload broke off. Nothing was saved; send the file again.", { cause });
}

function tooLarge(limit: number): RequestRefused {
  const most = limit >= megabyte ? `${Math.floor(limit / megabyte)} MB` : `${limit} bytes`;
  return new RequestRefused(413, `At most ${most} can be sent here, unpacked. Nothing was saved; split the file.`);
}

async function* rejoined(head: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.byteLength > 0) yield head;
  yield* rest;
}

/**
 * A download that is written while it is read, no faster than the caller takes it; closing the connection stops the
 * writing. What fails before the first piece is thrown, to be answered as a problem; what fails later breaks the
 * connection, since a file that ends early must not look whole.
 */
export async function streamFile(file: OutgoingFile, signal: AbortSignal): Promise<Response> {
  return new Response(await bodyOf(file.fileName, file.pieces, signal), { headers: headersOf(file) });
}

/** The pieces as a body, begun already: what fails before the first one is thrown. */
export async function bodyOf(
  fileName: string,
  given: AsyncIterable<string | Uint8Array>,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const pieces = given[Symbol.asyncIterator]();
  let next = await pieces.next();
  const stop = async () => {
    await pieces.return?.();
  };
  signal.addEventListener("abort", stop, { once: true });
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done || signal.aborted) {
        controller.close();
        return;
      }
      controller.enqueue(typeof next.value === "string" ? encoder.encode(next.value) : next.value);
      try {
        // A connection takes pieces at once, so that nothing else would be read meanwhile, and the database would wait to be.
        await turnOfOthers();
        next = await pieces.next();
      } catch (error) {
        log.error({ err: error, fileName }, "A download broke off");
        controller.error(error);
      }
    },
    cancel: stop,
  });
}

export function headersOf({ fileName, mediaType }: Pick<OutgoingFile, "fileName" | "mediaType">) {
  return {
    "content-type": mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType,
    "content-disposition": attachment(fileName),
    "x-content-type-options": "nosniff",
  };
}

/** RFC 6266: a plain name for old readers, the exact one for all others. */
function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\w.-]/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
