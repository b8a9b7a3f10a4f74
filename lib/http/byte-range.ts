import type { ResumableFile } from "@/lib/contract/endpoint";
import { bodyOf, headersOf } from "./files";
import { RequestRefused } from "./request-refused";

/** Which bytes a request wants: `end` is the first one that it does not. */
type Asked = { kind: "whole" } | { kind: "part"; start: number; end: number } | { kind: "beyond" };

/**
 * Which part of a file of so many bytes a request asks for (RFC 9110, 13 and 14). What is no single range of bytes is
 * passed over, as is any range under an If-Range that is not this very file.
 */
export function askedRange(headers: Headers, { bytes, etag }: { bytes: number; etag: string }): Asked {
  const match = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(headers.get("range") ?? "");
  const condition = headers.get("if-range")?.trim();
  if (!match || (condition !== undefined && condition !== etag)) return { kind: "whole" };
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return { kind: "whole" };
  if (first === "") {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? { kind: "beyond" } : { kind: "part", start: bytes - length, end: bytes };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return { kind: "whole" };
  if (start >= bytes) return { kind: "beyond" };
  return { kind: "part", start, end: last === "" ? bytes : Math.min(Number(last) + 1, bytes) };
}

/** A file that can be taken up where it broke off: its ETag is the SHA-256 of its bytes. */
export async function streamFrom(file: ResumableFile, request: Request): Promise<Response> {
  const { bytes, digest, fileName } = file;
  const etag = `"${digest}"`;
  const asked = askedRange(request.headers, { bytes, etag });
  if (asked.kind === "beyond")
    throw new RequestRefused(416, `The file has ${bytes} bytes, and none where you ask for some.`, {
      "content-range": `bytes */${bytes}`,
    });
  const { start, end } = asked.kind === "part" ? asked : { start: 0, end: bytes };
  const headers = new Headers(headersOf(file));
  headers.set("accept-ranges", "bytes");
  headers.set("etag", etag);
  headers.set("content-length", String(end - start));
  if (asked.kind === "part") headers.set("content-range", `bytes ${start}-${end - 1}/${bytes}`);
  const status = asked.kind === "part" ? 206 : 200;
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const pieces = end === bytes ? file.from(start) : firstBytes(file.from(start), end - start);
  return new Response(await bodyOf(fileName, pieces, request.signal), { status, headers });
}

async function* firstBytes(pieces: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let left = length;
  for await (const piece of pieces) {
    yield piece.subarray(0, left);
    left -= piece.byteLength;
    if (left <= 0) return;
  }
}
