import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { type ArchiveEntry, bytesOfTar, writeTar } from "./tar";

const folder = mkdtempSync(join(tmpdir(), "realchat-tar-"));
afterAll(() => rmSync(folder, { recursive: true }));

const at = new Date("2026-11-27T12:00:00Z");

function entry(name: string, ...pieces: (string | Uint8Array)[]): ArchiveEntry {
  const bytes = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  return {
    name,
    bytes,
    async *from(byte) {
      if (byte === 0) yield* pieces;
      else yield Buffer.concat(pieces.map((piece) => Buffer.from(piece as string))).subarray(byte);
    },
  };
}

async function written(entries: ArchiveEntry[], byte?: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeTar(entries, at, byte)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const entries = [
  entry("exp_1/train.jsonl", "zwei 你好\n", Uint8Array.of(0, 1, 2)),
  entry("exp_1/empty.json"),
  entry("exp_1/block.txt", "x".repeat(512)),
];

it("is an archive that tar itself unpacks, of the length that was told before", async () => {
  const made = await written(entries);
  expect(made.length).toBe(bytesOfTar(entries));
  writeFileSync(join(folder, "a.tar"), made);
  execFileSync("tar", ["-xf", "a.tar"], { cwd: folder });
  expect(readFileSync(join(folder, "exp_1/train.jsonl"))).toEqual(
    Buffer.concat([Buffer.from("zwei 你好\n"), Buffer.from([0, 1, 2])]),
  );
  expect(readFileSync(join(folder, "exp_1/empty.json"), "utf8")).toBe("");
  expect(readFileSync(join(folder, "exp_1/block.txt"), "utf8")).toBe("x".repeat(512));
});

it("is the same, byte by byte, each time", async () => {
  expect(await written(entries)).toEqual(await written(entries));
});

it("goes on from any byte, and writes none of the files before it", async () => {
  const whole = await written(entries);
  const untouched: ArchiveEntry[] = entries
    .slice(0, 2)
    .map((entry) => ({ ...entry, from: () => expect.unreachable(entry.name) }));
  for (let byte = 0; byte <= whole.length; byte += byte % 512 < 2 ? 1 : 102) {
    const rest = await written(byte < 3 * 512 ? entries : untouched.concat(entries.slice(2)), byte);
    expect(rest.equals(whole.subarray(byte)), `from ${byte}`).toBe(true);
  }
});

it("breaks off where a file is not as long as was said, and takes no name that leads elsewhere", async () => {
  const long = entry("a", "12345");
  await expect(written([{ ...long, bytes: 4 }])).rejects.toThrow("4 bytes");
  await expect(written([{ ...long, bytes: 6 }])).rejects.toThrow("6 bytes");
  for (const name of ["/etc/passwd", "../a", "a//b", "a b", "é", "", "x".repeat(101)])
    await expect(written([entry(name)])).rejects.toThrow("No name");
});
