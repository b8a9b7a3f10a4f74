import { describe, expect, it } from "vitest";
import { readCsv, writeCsv } from "./csv";
import { jsonValues } from "./json-records";
import { longestLine, textLines } from "./text-lines";

/** In pieces that cut lines, marks and characters in two. */
async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const texts = async (bytes: Uint8Array, size: number) =>
  (await all(textLines(inPieces(bytes, size)))).map((read) => (read.ok ? read.text : read));

describe("lines of a text file", () => {
  const lines = ["one 你好 👋", "", "two\u2028three", "four"];

  it.each([1, 2, 3, 5, 1_000])("come whole from pieces of %i bytes, ended by LF, CRLF or CR", async (size) => {
    for (const end of ["\n", "\r\n", "\r"]) expect(await texts(utf8(lines.join(end) + end), size)).toEqual(lines);
    expect(await texts(utf8("a\r\n\r\nb\r\rc"), size)).toEqual(["a", "", "b", "", "c"]);
  });

  it.each([1, 2, 3, 1_000])("are read as UTF-16 where a mark says so, in pieces of %i bytes", async (size) => {
    const little = Buffer.from(`\uFEFF${lines.join("\r\n")}`, "utf16le");
    expect(await texts(little, size)).toEqual(lines);
    expect(await texts(Buffer.from(little).swap16(), size)).toEqual(lines);
  });

  it("end in words where the bytes stop being text, with the line and the column", async () => {
    const latin1 = Buffer.concat([utf8("Warum?\nWie koche ich "), Buffer.from("Spätzle\nx", "latin1")]);
    for (const size of [4, 1_000])
      expect((await all(textLines(inPieces(latin1, size)))).at(-1)).toMatchObject({
        ok: false,
        line: 2,
        message: expect.stringContaining("not UTF-8"),
      });
    expect((await all(textLines(inPieces(latin1, 1_000)))).at(-1)).toMatchObject({ column: 17 });
    expect((await texts(utf8("a👋").slice(0, 3), 100)).at(-1)).toMatchObject({
      message: expect.stringContaining("within a character"),
    });
  });

  it("of more than 16 MB are refused before they are whole", async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield utf8("x".repeat(1024 * 1024));
      }
    }
    expect(await all(textLines(endless()))).toEqual([
      { ok: false, line: 1, message: expect.stringContaining("16 MB") },
    ]);
    expect(given).toBe(longestLine / 1024 / 1024 + 1);
  });
});

describe("values of a JSON file", () => {
  const values = [{ a: 'x "y" \\ ]' }, { b: [1, [2, "},{"]], c: {} }, { d: "你好\n" }];
  const lineOf = async (text: string, size = 1_000) =>
    (await all(jsonValues(inPieces(utf8(text), size)))).map((read) => (read.ok ? read.value : read));

  it.each([1, 2, 3, 7, 1_000])("come one by one from an array in pieces of %i bytes", async (size) => {
    expect(await lineOf(JSON.stringify(values), size)).toEqual(values);
    expect(await lineOf(` \n${JSON.stringify(values, null, 2)}\n`, size)).toEqual(values);
    expect(await lineOf("[]", size)).toEqual([]);
    expect(await lineOf(values.map((value) => JSON.stringify(value)).join("\n"), size)).toEqual(values);
  });

  it("have the line that they begin on, and one that is no JSON does not hide the next", async () => {
    const read = await all(jsonValues('[\n  {\n    "a": 1\n  },\n  {oops},\n  {"b": 2}\n]'));
    expect(read.map(({ line, ok }) => [line, ok])).toEqual([
      [2, true],
      [5, false],
      [6, true],
    ]);
  });

  it.each([
    ['[{"a":1}', "breaks off"],
    ['[{"a":1},,{"b":2}]', "comma"],
    ['[{"a":1}] {"b":2}', "after the array"],
    ['{\n"a":1\n}', "spans several lines"],
  ])("of %j are refused in words", async (text, words) => {
    expect(JSON.stringify(await all(jsonValues(text)))).toContain(words);
  });

  it("pass __proto__ on as a field like any other", async () => {
    const [read] = await all(jsonValues('{"__proto__":{"polluted":true}}'));
    expect(read?.ok && Object.keys(read.value as object)).toEqual(["__proto__"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each(["\\u0000", "\\ud800", "\0"])("with %j, which no database keeps, are refused", async (text) => {
    expect(JSON.stringify(await all(jsonValues(`{"a":"${text}"}`)))).toContain("cannot be stored");
  });
});

describe("rows of CSV", () => {
  it.each([1, 3, 1_000])("come one by one from pieces of %i bytes", async (size) => {
    const file = utf8('\uFEFFa,b\r\n"x, ""y""\nz",1\r\n\r\n你好,2\r\n');
    expect(await all(readCsv(inPieces(file, size)))).toEqual([
      { line: 3, ok: true, value: { a: 'x, "y"\nz', b: "1" } },
      { line: 5, ok: true, value: { a: "你好", b: "2" } },
    ]);
  });

  it("stop where a row is none, and where the text is none", async () => {
    expect((await all(readCsv("a,b\n1\n"))).at(-1)).toMatchObject({ ok: false, line: 2 });
    const latin1 = Buffer.from("a\nü\n", "latin1");
    expect((await all(readCsv(inPieces(latin1, 100)))).at(-1)).toMatchObject({
      ok: false,
      message: expect.stringContaining("not UTF-8"),
    });
  });
});

describe("a written table", () => {
  const cellOf = async (value: string | number) => {
    const [, row = ""] = (await all(writeCsv({ a: "" }, [{ a: value }]))) as string[];
    return row.replace(/\r\n$/, "");
  };

  it.each([
    ...[
      "=1+1",
      "+1",
      "-1",
      "-1+2",
      "@SUM(1)",
      " =1",
      "\t=1",
      "\u200B=1",
      "\uFEFF=1",
      "＝1+1",
      "＋1",
      "－1",
      "−1",
      "\u00A0@x",
    ],
  ])("makes %j no formula", async (text) => {
    expect((await cellOf(text)).replace(/^"/, "")).toMatch(/^'/);
  });

  it("leaves numbers and other text as they are, and quotes what a spreadsheet of any country would end", async () => {
    expect(await cellOf(-1.5)).toBe("-1.5");
    expect(await cellOf("a=b")).toBe("a=b");
    expect(await cellOf("a;=1")).toBe('"a;=1"');
    expect(await cellOf("a\t=1")).toBe('"a\t=1"');
    expect(await cellOf('a,"b"')).toBe('"a,""b"""');
  });
});
