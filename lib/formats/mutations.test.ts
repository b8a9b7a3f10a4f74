import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import { settleGiven } from "@/lib/domain/settle-given";
import { isStorable } from "@/lib/domain/storable-text";
import { type DialogueFormatId, formats, readableIds } from "./registry";

const lines = 10_000;
const ids = readableIds("dialogues", "whole");

/** As usual for tests: the same numbers each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state % below;
  };
}

/** The records of a golden file, a line each. */
function recordsOf(id: DialogueFormatId): string[] {
  const text = readFileSync(join(import.meta.dirname, "golden", `${id}.${formats[id].extension}`), "utf8");
  const records: unknown[] = text.startsWith("[")
    ? JSON.parse(text)
    : text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
  return records.map((record) => JSON.stringify(record));
}

type Mutation = (line: string, below: (n: number) => number) => string | Buffer;
const strange = [
  "null",
  "[]",
  "{}",
  "1e999",
  "-0",
  "true",
  '""',
  `"${"x".repeat(50)}"`,
  "12345678901234567890123",
  "[[[]]]",
];
const nested = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
const at = (line: string, place: number, put: string, over = 0) =>
  line.slice(0, place) + put + line.slice(place + over);

/** A place in the line at which a value of a field begins and ends. */
function valueIn(line: string, below: (n: number) => number): [number, number] {
  const places = [...line.matchAll(/:("(?:[^"\\]|\\.)*"|[\d.]+|true|false|null)/g)];
  const found = places[below(places.length)];
  return found ? [found.index + 1, found.index + found[0].length] : [0, 0];
}

const mutations: Record<string, Mutation> = {
  "cut off": (line, below) => line.slice(0, below(line.length)),
  "cut within a character": (line, below) => Buffer.from(line).subarray(0, below(Buffer.byteLength(line))),
  "a value of another type": (line, below) => {
    const [from, to] = valueIn(line, below);
    return at(line, from, strange[below(strange.length)] ?? "", to - from);
  },
  "a field gone": (line, below) => {
    const [from, to] = valueIn(line, below);
    const begin = line.lastIndexOf('"', line.lastIndexOf('":', from) - 1);
    return at(line, begin, "", to - begin + (line[to] === "," ? 1 : 0));
  },
  "a NUL": (line, below) => at(line, below(line.length), below(2) ? "\\u0000" : "\0"),
  "half of a pair": (line, below) => at(line, valueIn(line, below)[0] + 1, below(2) ? "\\ud83d" : "\\udc4b"),
  "a byte that is none": (line, below) => {
    const bytes = Buffer.from(line);
    bytes[below(bytes.length)] = 0x80 + below(128);
    return bytes;
  },
  "its prototype": (line) => at(line, 1, '"__proto__":{"conversations":[],"role":"user"},"constructor":1,'),
  "a number too large": (line, below) => {
    const [from, to] = valueIn(line, below);
    return at(line, from, "9".repeat(400), to - from);
  },
  "nested deep": (line, below) => {
    const [from, to] = valueIn(line, below);
    return at(line, from, nested, to - from);
  },
  "a mark within": (line, below) => at(line, below(line.length), "\uFEFF"),
  "a mark before": (line) => `\uFEFF${line}`,
  "two lines of one": (line, below) => at(line, below(line.length), "\r\n"),
  "a sign instead of another": (line, below) => at(line, below(line.length), "{}[]:,\"\\'"[below(9)] ?? "", 1),
  "another speaker": (line, below) =>
    line.replace(/"(?:user|human|assistant|gpt|prompter)"/g, (role) =>
      below(3) ? role : (['"Nobody"', '"system"', '""'][below(3)] ?? role),
    ),
  UTF16: (line) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(line, "utf16le")]),
};

async function* piecesOf(bytes: Buffer, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** All text that a record holds, however deep. */
function textIn(record: unknown): string {
  const texts: string[] = [];
  const waiting = [record];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === "string") texts.push(next);
    else if (typeof next === "object" && next !== null) waiting.push(...Object.values(next).reverse());
  }
  return texts.join("\n\n");
}

const names = Object.keys(mutations);
it.each(ids)(
  "a line of %s, whatever became of it, is taken as it is or refused with its place and a reason",
  async (id) => {
    const below = numbers(ids.indexOf(id) + 1);
    const records = recordsOf(id);
    const outcomes = { taken: 0, refused: 0 };
    for (let i = 0; i < Math.ceil(lines / ids.length); i++) {
      const name = names[i % names.length] ?? "";
      const changed = mutations[name]?.(records[below(records.length)] ?? "", below) ?? "";
      const file = Buffer.isBuffer(changed) ? changed : Buffer.from(changed);
      const isUtf8 = name === "UTF16" ? "utf16le" : "utf8";
      const before = file.toString(isUtf8);
      for await (const read of formats[id].read(piecesOf(file, 1 + below(file.length + 1)))) {
        const told = `${id}, ${name}: ${before.slice(0, 300)}`;
        outcomes[read.ok ? "taken" : "refused"] += 1;
        if (!read.ok) {
          expect(read.line, told).toBeGreaterThan(0);
          expect(read.message.length, told).toBeGreaterThan(10);
          if (/^Not JSON/.test(read.message)) expect(read.column, told).toBeGreaterThan(0);
          continue;
        }
        const given: GivenDialogue = read.value;
        const held = textIn(given.record);
        for (const { text, reasoning, asides } of given.turns) {
          expect(held, told).toContain(text);
          expect(isStorable(text) && isStorable(reasoning ?? ""), told).toBe(true);
          expect(text.includes("\uFFFD") && !before.includes("\uFFFD"), told).toBe(false);
          expect(isStorable(JSON.stringify(asides)), told).toBe(true);
        }
        const settled = settleGiven(given, { leadingAssistant: "keep", sameSpeaker: "join" });
        expect(settled.ok || settled.message.length > 10, told).toBe(true);
      }
    }
    expect(Math.min(outcomes.taken, outcomes.refused)).toBeGreaterThan(50);
    expect(({} as Record<string, unknown>).conversations).toBeUndefined();
  },
  30_000,
);

it("a line of more than 16 MB is refused before it is held, and ends the reading", async () => {
  let sent = 0;
  async function* endless() {
    for (; ; sent += 65_536) yield Buffer.alloc(65_536, "x");
  }
  const found: unknown[] = [];
  for await (const read of formats.openai.read(endless())) found.push(read);
  expect(found).toEqual([expect.objectContaining({ ok: false, line: 1, message: expect.stringContaining("16 MB") })]);
  expect(sent).toBeLessThan(17 * 1024 * 1024);
});
