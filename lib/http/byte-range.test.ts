import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ResumableFile } from "@/lib/contract/endpoint";
import { askedRange, streamFrom } from "./byte-range";
import { RequestRefused } from "./request-refused";

const whole = Uint8Array.from({ length: 1_000 }, (_, i) => i % 251);
const etag = `"${"ab".repeat(32)}"`;

/** In pieces of unlike sizes. */
async function* from(byte: number) {
  for (let at = byte, size = 1; at < whole.length; at += size, size = (size * 3) % 97 || 1)
    yield whole.subarray(at, Math.min(at + size, whole.length));
}

const file: ResumableFile = {
  fileName: "train.jsonl",
  mediaType: "application/jsonl",
  bytes: whole.length,
  digest: "ab".repeat(32),
  from,
};
const ask = (headers: Record<string, string>, method = "GET") =>
  streamFrom(file, new Request("http://127.0.0.1/", { headers, method }));
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe("a file that can be taken up where it broke off", () => {
  it("comes whole, with its length and a tag that is its SHA-256", async () => {
    const response = await ask({});
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      etag,
      "accept-ranges": "bytes",
      "content-length": "1000",
      "content-disposition": expect.stringContaining('filename="train.jsonl"'),
    });
    expect(await bytesOf(response)).toEqual(whole);
  });

  it("gives exactly the bytes that are asked for, whichever they are", async () => {
    const places = fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 1_200 }));
    await fc.assert(
      fc.asyncProperty(places, async ([start, length]) => {
        const last = start + length;
        const response = await ask({ range: `bytes=${start}-${last}` });
        const end = Math.min(last + 1, 1_000);
        expect(response.status).toBe(206);
        expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end - 1}/1000`);
        expect(response.headers.get("content-length")).toBe(String(end - start));
        expect(await bytesOf(response)).toEqual(whole.subarray(start, end));
      }),
      { numRuns: 50 },
    );
  });

  it("gives the rest, or the end", async () => {
    expect(await bytesOf(await ask({ range: "bytes=990-" }))).toEqual(whole.subarray(990));
    expect(await bytesOf(await ask({ range: "bytes=-10" }))).toEqual(whole.subarray(990));
    expect((await ask({ range: "bytes=-5000" })).headers.get("content-range")).toBe("bytes 0-999/1000");
  });

  it("refuses what lies beyond it, with its length", async () => {
    for (const range of ["bytes=1000-", "bytes=5000-6000", "bytes=-0"]) {
      const refused = await ask({ range }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(RequestRefused);
      expect(refused).toMatchObject({ status: 416, headers: { "content-range": "bytes */1000" } });
    }
  });

  it("goes on only with the very same file", async () => {
    const range = "bytes=10-19";
    expect((await ask({ range, "if-range": etag })).status).toBe(206);
    for (const other of ['"another"', `W/${etag}`, "Fri, 27 Nov 2026 10:00:00 GMT", "ab".repeat(32)])
      expect((await ask({ range, "if-range": other })).status).toBe(200);
  });

  it.each(["bytes=5-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", ""])(
    "passes over %o, which is no range of bytes",
    (range) => {
      expect(askedRange(new Headers({ range }), { bytes: 10, etag })).toEqual({ kind: "whole" });
    },
  );

  it("of no bytes has no range", () => {
    expect(askedRange(new Headers({ range: "bytes=0-" }), { bytes: 0, etag })).toEqual({ kind: "beyond" });
  });

  it("is not written where only its head is asked for", async () => {
    const head = await ask({ range: "bytes=0-9" }, "HEAD");
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([206, "10", ""]);
  });
});
