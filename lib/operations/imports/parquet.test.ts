import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { importOptionsSchema } from "@/lib/domain/import-options";
import { recogniseDialogues } from "@/lib/formats/dialogues/recognise";
import type { ReadLine } from "@/lib/formats/format";
import { parquetRows } from "@/lib/formats/parquet/parquet-rows";
import { formats } from "@/lib/formats/registry";
import { packings } from "./open-file";
import { previewImport } from "./preview-import";
import { type Parts, partsOfParquet } from "./preview-parquet";

const folder = join(import.meta.dirname, "../../formats/parquet/fixtures");
const fixture = (name: string) => new Uint8Array(readFileSync(join(folder, `${name}.parquet`)));

function values(bytes: Uint8Array) {
  const slice = (start: number, end?: number) => bytes.slice(start, end).buffer;
  return parquetRows({ byteLength: bytes.byteLength, slice }, packings);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const held: T[] = [];
  for await (const item of items) held.push(item);
  return held;
}

const told = (rows: ReadLine<unknown>[]) => rows.flatMap((row) => (row.ok ? [] : [[row.line, row.message]]));

const row = (i: number, isTold = i % 2 === 0) => ({
  conversation_id: `c${i}`,
  turn: i,
  timestamp: "2024-01-02T03:04:05.000Z",
  conversation: [
    { role: "user", content: `Question ${i}? é 你好` },
    { role: "assistant", content: `Answer ${i}. ${"x".repeat((i % 7) * 40)}`, weight: i % 2 },
  ],
  ...(isTold && { language: "English" }),
});

describe("rows of a Parquet file", () => {
  it.each(["snappy", "zstd", "gzip", "brotli", "plain"])("are read where its pages are packed as %s", async (name) => {
    const rows = await all(values(fixture(name)));
    expect(rows).toEqual([0, 1, 2, 3, 4].map((i) => ({ line: i + 1, ok: true, value: row(i) })));
  });

  it("may go on over pages, in row groups of any length", async () => {
    const rows = await all(values(fixture("pages")));
    expect(rows).toEqual(Array.from({ length: 60 }, (_, i) => ({ line: i + 1, ok: true, value: row(i) })));
  });

  it("are dialogues of whatever format their columns are of", async () => {
    const source = () => ({ values: values(fixture("snappy")) });
    expect(await recogniseDialogues(source())).toBe("conversation");
    const [first] = await all(formats.conversation.read(source()));
    expect(first).toMatchObject({
      ok: true,
      value: { id: "c0", language: "English", turns: [{ speaker: "user" }, {}] },
    });
  });

  it("hold text or say that they do not: no letter is guessed, no NUL is kept, no number is rounded", async () => {
    const source = () => ({ values: values(fixture("odd")) });
    const rows = await all(formats.openai.read(source()));
    expect(told(rows)).toEqual([
      [1, expect.stringContaining("Turn 1 holds bytes that are no UTF-8 text")],
      [2, expect.stringContaining("It holds a NUL")],
    ]);
    expect(rows[2]).toMatchObject({ ok: true, value: { turns: [{ text: "Good?" }, { text: "Good." }] } });
    const [first] = await all(values(fixture("odd")));
    expect(first).toMatchObject({ value: { big: String(2n ** 62n) } });
  });

  it("are refused in words where the file is packed otherwise, breaks off or is damaged, and never crash", async () => {
    expect(told(await all(values(fixture("lz4"))))).toEqual([[1, expect.stringContaining("LZ4")]]);
    const whole = fixture("pages");
    expect(told(await all(values(whole.slice(0, 900))))).toEqual([[1, expect.stringContaining("breaks off")]]);
    for (let i = 0; i < 120; i++) {
      const bytes = whole.slice();
      // Seeded: each place in turn, some of them in the end of the file that says what it holds.
      for (const k of [i * 37, i * 91 + 5]) bytes[(k * 2_654_435) % bytes.length] = (i * 73 + k) % 256;
      for (const read of await all(values(bytes))) expect(read.ok || read.message !== "").toBe(true);
    }
  }, 20_000);

  it("that would unpack to more than is held are refused before they are", async () => {
    expect(told(await all(values(fixture("bomb"))))).toEqual([[1, expect.stringContaining("more than 64 MB")]]);
    const gzip = gzipSync(Buffer.alloc(10_000));
    expect(() => packings.GZIP?.(gzip, 9_999)).toThrow();
    expect(packings.GZIP?.(gzip, 10_000)).toHaveLength(10_000);
  });
});

describe("the preview of a Parquet file", () => {
  /** As the browser does it: sends its end, then whatever is asked for. */
  async function preview(bytes: Uint8Array, first: number) {
    const parts: Parts = {
      size: bytes.length,
      ranges: [{ start: Math.max(0, bytes.length - first), end: bytes.length }],
    };
    for (let calls = 1; ; calls++) {
      async function* sent() {
        for (const { start, end } of parts.ranges) yield bytes.slice(start, end);
      }
      const asked = { isPart: false, parts, options: importOptionsSchema.parse({}) };
      const answer = await previewImport(asked, sent());
      if (answer.needs.length === 0) return { calls, answer };
      parts.ranges.push(...answer.needs);
    }
  }

  it("asks for the bytes that it needs: what it holds, then the beginnings of its columns", async () => {
    const bytes = fixture("pages");
    const { calls, answer } = await preview(bytes, 100);
    expect(calls).toBe(3);
    expect(answer).toMatchObject({ recognised: "conversation", problems: [] });
    expect(answer.dialogues).toHaveLength(10);
    expect((await preview(bytes, bytes.length)).calls).toBe(1);
  });

  it("says what is wrong with the end of the file", async () => {
    const { answer } = await preview(fixture("pages").slice(0, 1_000), 1_000);
    const problems = [{ line: 1, column: null, message: expect.stringContaining("breaks off") }];
    expect(answer).toMatchObject({ recognised: null, dialogues: [], needs: [], problems });
    const parts = await partsOfParquet([fixture("snappy")], undefined);
    expect(parts).toMatchObject({ isPart: false, needs: [] });
  });
});
