import { randomUUID } from "node:crypto";
import * as z from "zod";
import { PlaceFault } from "@/lib/domain/place-fault";
import { isNoRoute, readList } from "./read-list";
import type { TuningApi } from "./tuning-api";
import type { TuningFile } from "./tuning-server";

const text = z.union([z.string(), z.number()]).transform(String);
const fileSchema = z.object({
  id: text,
  filename: z.string().nullish(),
  bytes: z.number().nullish(),
  status: z.string().nullish(),
  status_details: z.unknown().optional(),
});

/** A file of this name and length: its name holds the hash of what is in it, so that it is the very one. */
export async function findFile(
  api: TuningApi,
  file: Pick<TuningFile, "name" | "bytes">,
  signal: AbortSignal,
): Promise<string | null | "unlisted"> {
  const isIt = (value: unknown) => {
    const read = fileSchema.safeParse(value);
    if (!read.success || read.data.filename !== file.name) return false;
    return (read.data.bytes ?? file.bytes) === file.bytes && !/error|deleted/i.test(read.data.status ?? "");
  };
  const query = { purpose: "fine-tune" };
  const found = await readList(api, { path: "/files", query, pageSize: 100, signal }, (page) =>
    page.some(({ value }) => isIt(value)),
  );
  if (found === null) return "unlisted";
  return found.find(({ value }) => isIt(value))?.id ?? null;
}

/** Sends it as a form, made while it is sent. */
export async function sendFile(api: TuningApi, file: TuningFile, signal: AbortSignal): Promise<string> {
  const boundary = `realchat-${randomUUID()}`;
  const part = (headers: string) => `--${boundary}\r\nContent-Disposition: form-data; ${headers}\r\n`;
  const head = Buffer.from(
    `${part('name="purpose"')}\r\nfine-tune\r\n${part(`name="file"; filename="${file.name}"`)}Content-Type: application/jsonl\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* file.pieces();
    yield tail;
  }
  const answer = await api.ask({
    method: "POST",
    path: "/files",
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    body: { bytes: head.length + file.bytes + tail.length, pieces: pieces() },
    signal,
  });
  const sent = fileSchema.safeParse(answer);
  if (sent.success) return sent.data.id;
  throw new PlaceFault("retry", `${api.host} took the file and named no id for it.`, { wasAnswered: false });
}

/** A server that tells nothing of its files has read them once they are there. */
export async function isFileReady(api: TuningApi, id: string, signal: AbortSignal): Promise<boolean> {
  const answer = await api.hear({ method: "GET", path: `/files/${encodeURIComponent(id)}`, signal });
  if (isNoRoute(answer.status)) return true;
  if (answer.status >= 300) throw api.faultOf(answer);
  const read = fileSchema.safeParse(api.parse(answer));
  const status = read.success ? (read.data.status ?? "").toLowerCase() : "";
  if (/error|failed|invalid/.test(status)) {
    const details = read.success ? api.excerptOf(JSON.stringify(read.data.status_details ?? "")) : "";
    throw new PlaceFault("fix", `${api.host} cannot read the training file: ${details}`);
  }
  return !/pending|running|uploading|importing|notrunning/.test(status);
}
