import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readFile } from "./files";

const megabyte = 1024 * 1024;

type Given = { headers?: Record<string, string>; limit?: number; signal?: AbortSignal };

function read(body: Uint8Array | ReadableStream | string, { headers = {}, limit = 10 * megabyte, signal }: Given = {}) {
  const init = { method: "POST", body, duplex: "half", signal, headers: { "content-type": "text/csv", ...headers } };
  return readFile(new Request("http://localhost/", init as RequestInit), {
    kind: "file",
    mediaTypes: ["text/csv", "application/octet-stream"],
    limit,
  });
}

async function whole(file: AsyncIterable<Uint8Array>) {
  const pieces: Uint8Array[] = [];
  for await (const piece of file) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe("a file that comes in", () => {
  const text = "question\nWhy? 你好\n";

  it("is handed on as it is, gzip unpacked, whether it says so or is known by its first bytes", async () => {
    expect((await whole(read(text))).toString()).toBe(text);
    const packed = gzipSync(text);
    expect((await whole(read(packed))).toString()).toBe(text);
    expect((await whole(read(packed, { headers: { "content-encoding": "gzip" } }))).toString()).toBe(text);
    const twoMembers = Buffer.concat([packed, packed]);
    expect((await whole(read(twoMembers))).toString()).toBe(text + text);
    expect((await whole(read("q"))).toString()).toBe("q");
  });

  it("is read no faster than it is taken", async () => {
    let given = 0;
    const endless = new ReadableStream({
      pull(controller) {
        given += 1;
        controller.enqueue(randomBytes(megabyte));
      },
    });
    let taken = 0;
    for await (const piece of read(endless, { limit: 2 ** 40 })) {
      taken += piece.byteLength;
      if (taken >= 5 * megabyte) break;
    }
    expect(given).toBeLessThan(9);
  });

  it.each([
    [413, "At most 10 MB", () => read(new Uint8Array(10 * megabyte + 1))],
    [413, "At most 10 MB", () => read(gzipSync(randomBytes(20 * megabyte)), { headers: { "content-length": "1" } })],
    [413, "200 times", () => read(gzipSync(new Uint8Array(40 * megabyte)), { limit: 2 ** 40 })],
    [400, "damaged", () => read(gzipSync(randomBytes(megabyte)).subarray(0, 500_000))],
    [400, "said to be gzip", () => read(text, { headers: { "content-encoding": "gzip" } })],
    [415, "not with br", () => read(text, { headers: { "content-encoding": "br" } })],
    [415, "application/octet-stream", () => read(text, { headers: { "content-type": "multipart/form-data" } })],
    [undefined, "empty", () => read("")],
  ])("is refused with %j where it must be: %s", async (status, words, given) => {
    const reading = async () => whole(given());
    await expect(reading()).rejects.toMatchObject({
      ...(status && { status }),
      message: expect.stringContaining(words),
    });
  });

  it("ends the work when the caller goes away", async () => {
    const caller = new AbortController();
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(randomBytes(1_000)) });
    const reading = (async () => {
      for await (const _ of read(endless, { signal: caller.signal })) caller.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: "cancelled" });
  });
});
