import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, it } from "vitest";
import { prisma } from "@/lib/data/prisma";
import { readPieces } from "@/lib/data/whole/file-pieces";
import type { Import } from "@/lib/domain/import";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeViewer } from "@/lib/testing/review";
import { takePart } from "./take-part";

withDatabase();

let token: string;
beforeAll(async () => {
  token = await giveToken((await makeViewer("Lea", ["lead"])).id);
});

const piece = 2 * 1024 * 1024;
type Upload = { id: string; size: number; received: number };

async function begin(size: number): Promise<Upload> {
  return (await callRoute("createUpload", { token, body: { size } })).json();
}

async function sending(uploadId: string, offset: number, bytes: Uint8Array) {
  const response = await callRoute("sendPart", {
    token,
    params: { uploadId },
    query: `?offset=${offset}`,
    body: new Blob([new Uint8Array(bytes)]),
    headers: { "content-type": "application/octet-stream" },
  });
  return { status: response.status, answer: (await response.json()) as Upload & { detail: string } };
}

async function importing(uploadId: string, query: Record<string, string> = {}) {
  const search = new URLSearchParams({ name: "Parts", format: "ultrachat", ...query });
  const response = await callRoute("importUpload", { token, params: { uploadId }, query: `?${search}` });
  await doDueJobs();
  return { status: response.status, answer: (await response.json()) as Import & { detail: string } };
}

const read = async (importId: string): Promise<Import> =>
  (await callRoute("getImport", { token, params: { importId } })).json();

/** 50 dialogues of a few words each, in more than two pieces. */
function talks(n = 50): Buffer {
  const long = "rye and wheat ".repeat(8_000);
  return Buffer.from(
    Array.from({ length: n }, (_, i) => JSON.stringify({ data: [`Q${i}? ${long}`, "Yes."] })).join("\n"),
  );
}

it("a file that came by parts is imported as one that came at once", async () => {
  const file = talks();
  const { id } = await begin(file.length);
  expect((await sending(id, 0, file.subarray(0, 2 * piece))).answer.received).toBe(2 * piece);
  const early = await importing(id);
  expect([early.status, early.answer.detail]).toEqual([409, expect.stringContaining(`of its ${file.length} bytes`)]);
  expect((await sending(id, 2 * piece, file.subarray(2 * piece))).answer.received).toBe(file.length);
  const { answer } = await importing(id);
  expect(await read(answer.id)).toMatchObject({ taken: 50, refused: 0, finishedAt: expect.any(String) });
  expect(await prisma.upload.count()).toBe(0);
  expect(await prisma.projectFilePiece.count()).toBe(0);
});

it("a part that breaks off leaves its whole pieces, and the next goes on behind them", async () => {
  const file = talks();
  const { id } = await begin(file.length);
  async function* broken() {
    yield file.subarray(0, piece + 1_000);
    throw new Error("the line is dead");
  }
  await expect(takePart(id, 0, broken())).rejects.toThrow("dead");
  const { received } = (await (await callRoute("getUpload", { token, params: { uploadId: id } })).json()) as Upload;
  expect(received).toBe(piece);
  expect((await sending(id, 0, file.subarray(0, piece))).status).toBe(409);
  expect((await sending(id, piece, file.subarray(piece))).answer.received).toBe(file.length);
  const kept: Uint8Array[] = [];
  for await (const bytes of readPieces(id)) kept.push(bytes);
  expect(Buffer.concat(kept).equals(file)).toBe(true);
});

it("two who send the same part keep it once", async () => {
  const file = talks().subarray(0, 2 * piece);
  const { id } = await begin(file.length);
  const both = await Promise.all([sending(id, 0, file), sending(id, 0, file)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await prisma.projectFilePiece.count({ where: { fileId: id } })).toBe(2);
});

it("more than was said, and nothing, are refused in words", async () => {
  const { id } = await begin(10);
  expect((await sending(id, 0, Buffer.alloc(11))).answer.detail).toContain("More came");
  expect((await sending(id, 0, new Uint8Array())).answer.detail).toContain("empty");
});

it("may be packed or in another encoding, whatever its parts look like; a bomb is refused", async () => {
  const file = gzipSync(JSON.stringify({ data: [randomBytes(500).toString("hex"), "Yes."] }));
  const { id } = await begin(file.length);
  await sending(id, 0, file);
  expect(await read((await importing(id)).answer.id)).toMatchObject({ taken: 1, refused: 0 });
  expect(await prisma.projectFilePiece.count({ where: { fileId: id } })).toBe(0);

  const latin = Buffer.from(JSON.stringify({ data: ["Où ?", "Là."] }), "latin1");
  const other = await begin(latin.length);
  await sending(other.id, 0, latin);
  const { answer } = await importing(other.id, { encoding: "windows-1252" });
  expect(await prisma.turn.count({ where: { dialogue: { importId: answer.id }, text: "Où ?" } })).toBe(1);

  const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
  const third = await begin(bomb.length);
  await sending(third.id, 0, bomb);
  const refused = await importing(third.id);
  expect([refused.status, refused.answer.detail]).toEqual([422, expect.stringContaining("far more")]);
});

it("stays where it was taken before, until somebody means it", async () => {
  const file = talks(1);
  const [first, second] = [await begin(file.length), await begin(file.length)];
  for (const { id } of [first, second]) await sending(id, 0, file);
  expect((await importing(first.id)).status).toBe(201);
  expect((await importing(second.id)).status).toBe(409);
  expect((await importing(second.id, { again: "yes" })).status).toBe(201);
});
