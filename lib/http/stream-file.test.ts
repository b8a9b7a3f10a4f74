import { describe, expect, it } from "vitest";
import { streamFile } from "./files";

const about = { fileName: "fragen é.csv", mediaType: "text/csv" };
const { signal } = new AbortController();

describe("a file that goes out", () => {
  it("is text and bytes in their order, under its name", async () => {
    async function* pieces() {
      yield "a,";
      yield Uint8Array.of(98, 10);
    }
    const response = await streamFile({ ...about, pieces: pieces() }, signal);
    expect(await response.text()).toBe("a,b\n");
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="fragen__.csv"; filename*=UTF-8''fragen%20%C3%A9.csv`,
    );
  });

  it("may be empty", async () => {
    async function* pieces(): AsyncGenerator<string> {}
    expect(await (await streamFile({ ...about, pieces: pieces() }, signal)).text()).toBe("");
  });

  it("that fails before its first piece is no file at all", async () => {
    // biome-ignore lint/correctness/useYield: it fails before.
    async function* pieces(): AsyncGenerator<string> {
      throw new Error("no such table");
    }
    await expect(streamFile({ ...about, pieces: pieces() }, signal)).rejects.toThrow("no such table");
  });

  it("that fails later breaks off, so that nobody takes it for whole", async () => {
    async function* pieces() {
      yield "a\n";
      throw new Error("connection lost");
    }
    const response = await streamFile({ ...about, pieces: pieces() }, signal);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("connection lost");
  });

  it("is written no further once the caller has gone", async () => {
    let written = 0;
    let closed = false;
    async function* pieces() {
      try {
        for (;;) yield `${written++}\n`;
      } finally {
        closed = true;
      }
    }
    const response = await streamFile({ ...about, pieces: pieces() }, signal);
    await response.body?.cancel();
    expect(closed).toBe(true);
    expect(written).toBeLessThan(5);
  });
});
