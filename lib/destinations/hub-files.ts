import { DestinationFault } from "@/lib/domain/destination-fault";
import type { Answer } from "@/lib/outbound/send";
import { beginningOf, counted, inBase64, inRuns, lengthInBase64 } from "./bytes";
import type { HubApi } from "./hub-api";
import type { OutgoingFile, PushTools } from "./place";
import { send } from "./send";

const lfsType = "application/vnd.git-lfs+json";

/** How the hub wants a file: among the large ones (Git LFS), or within the commit. */
export async function sortFiles(
  api: HubApi,
  files: readonly OutgoingFile[],
  signal: AbortSignal,
): Promise<{ large: OutgoingFile[]; small: OutgoingFile[] }> {
  const asked = [];
  for (const file of files) {
    const sample = (await beginningOf(file, 512)).toString("base64");
    asked.push({ path: file.name, size: file.bytes, sample });
  }
  type Sorted = { files: { path: string; uploadMode: "lfs" | "regular"; shouldIgnore?: boolean }[] };
  const url = `${api.repo}/preupload/${api.revision}`;
  const sorted = await api.ask<Sorted>({ method: "POST", url, json: { files: asked }, signal });
  const of = new Map(sorted.files.map((one) => [one.path, one]));
  const ignored = files.filter(({ name }) => of.get(name)?.shouldIgnore);
  if (ignored.length > 0)
    throw api.fix(
      `The .gitignore of ${api.address.repo} leaves out ${ignored.map(({ name }) => name).join(", ")}. Take that out of it, then try again.`,
    );
  const isLarge = ({ name }: OutgoingFile) => of.get(name)?.uploadMode === "lfs";
  return { large: files.filter(isLarge), small: files.filter((file) => !isLarge(file)) };
}

type Action = { href: string; header?: Record<string, string> };
type Batch = {
  objects: { oid: string; error?: { message: string }; actions?: { upload?: Action; verify?: Action } }[];
};

/** Sends those of the large files that the hub does not hold yet, by content: a second time nothing is sent. */
export async function sendLarge(api: HubApi, files: readonly OutgoingFile[], tools: PushTools): Promise<void> {
  if (files.length === 0) return;
  const { signal, settled } = tools;
  const json = {
    operation: "upload",
    transfers: ["basic", "multipart"],
    hash_algo: "sha_256",
    ref: { name: api.address.revision },
    objects: files.map(({ sha256, bytes }) => ({ oid: sha256, size: bytes })),
  };
  const url = `${api.page}.git/info/lfs/objects/batch`;
  const { objects } = await api.ask<Batch>({ method: "POST", url, json, signal }, lfsType);
  for (const file of files) {
    const object = objects.find(({ oid }) => oid === file.sha256);
    if (!object || object.error)
      throw api.faultOf({ status: 422, header: () => null, text: JSON.stringify(object?.error ?? {}) });
    const { upload, verify } = object.actions ?? {};
    if (upload) await sendObject(api, { file, upload }, tools);
    if (upload && verify) {
      const { sha256: oid, bytes: size } = file;
      await api.ask(
        { method: "POST", url: checked(api, verify.href), headers: verify.header, json: { oid, size }, signal },
        lfsType,
      );
    }
    await settled(file);
  }
}

type Upload = { file: OutgoingFile; upload: Action };

/** The addresses that the hub gives for that are let in by themselves: its token is not sent along. */
async function sendObject(api: HubApi, { file, upload }: Upload, { signal, sent }: PushTools): Promise<void> {
  const pieces = counted(file.pieces(), (bytes) => sent(file, bytes));
  const { chunk_size: chunk, ...header } = upload.header ?? {};
  if (chunk === undefined) {
    const body = { bytes: file.bytes, pieces };
    mustStore(api, file, await send({ method: "PUT", url: checked(api, upload.href), headers: header, body, signal }));
    return;
  }
  const urls = Object.keys(header)
    .filter((name) => /^\d+$/.test(name))
    .sort((a, b) => Number(a) - Number(b))
    .map((name) => header[name] ?? "");
  const parts: { partNumber: number; etag: string }[] = [];
  for await (const body of inRuns(pieces, { bytes: file.bytes, length: Number(chunk) })) {
    const url = urls[parts.length];
    if (url === undefined) throw api.fix(`${api.host} named too few places for the parts of ${file.name}.`);
    const answer = mustStore(api, file, await send({ method: "PUT", url: checked(api, url), body, signal }));
    parts.push({ partNumber: parts.length + 1, etag: answer.header("etag") ?? "" });
  }
  const json = { oid: file.sha256, parts };
  const headers = { accept: lfsType, "content-type": lfsType };
  const body = JSON.stringify(json);
  mustStore(api, file, await send({ method: "POST", url: checked(api, upload.href), headers, body, signal }));
}

/** The next try gets addresses that are let in anew. */
function mustStore({ host }: HubApi, { name }: OutgoingFile, answer: Answer): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new DestinationFault("retry", `The storage that ${host} named did not take ${name} (status ${answer.status}).`);
}

/** Where a hub wants large files sent; never in the clear where the hub itself is spoken to under TLS. */
function checked(api: HubApi, href: string): string {
  const { protocol } = new URL(href, api.base);
  if (protocol !== "https:" && protocol !== new URL(api.base).protocol)
    throw api.fix(`${api.host} wants large files sent without encryption, so none was sent.`);
  return new URL(href, api.base).href;
}

type CommitToSend = {
  title: string;
  /** The commit that it follows; null of an empty repository. */
  parent: string | null;
  large: readonly OutgoingFile[];
  small: readonly OutgoingFile[];
};

/**
 * All files in one commit; null where another commit has come in between. The small ones are written into it while it is
 * sent: its length is known beforehand.
 */
export async function sendCommit(
  api: HubApi,
  { title, parent, large, small }: CommitToSend,
  { signal, sent }: PushTools,
): Promise<string | null> {
  const header = { summary: title, description: "", ...(parent !== null && { parentCommit: parent }) };
  const lines = [{ key: "header", value: header }, ...large.map(lfsLine)].map((line) => `${JSON.stringify(line)}\n`);
  const around = small.map((file) => ({
    file,
    before: `{"key":"file","value":{"path":${JSON.stringify(file.name)},"encoding":"base64","content":"`,
    after: '"}}\n',
  }));
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(lines.join(""));
    for (const { file, before, after } of around) {
      yield Buffer.from(before);
      yield* inBase64(counted(file.pieces(), (bytes) => sent(file, bytes)));
      yield Buffer.from(after);
    }
  }
  const ofSmall = around.map(
    ({ file, before, after }) => Buffer.byteLength(before) + lengthInBase64(file.bytes) + Buffer.byteLength(after),
  );
  const bytes = ofSmall.reduce((sum, length) => sum + length, Buffer.byteLength(lines.join("")));
  const url = `${api.repo}/commit/${api.revision}`;
  const headers = { "content-type": "application/x-ndjson" };
  const answer = await api.hear({ method: "POST", url, headers, body: { bytes, pieces: pieces() }, signal });
  if (answer.status === 409 || answer.status === 412) return null;
  return api.parse<{ commitOid: string }>(api.mustDo(answer)).commitOid;
}

function lfsLine({ name, sha256, bytes }: OutgoingFile): { key: string; value: object } {
  return { key: "lfsFile", value: { path: name, algo: "sha256", oid: sha256, size: bytes } };
}
