import { createHash } from "node:crypto";
import type { BucketAddress } from "@/lib/domain/destination";
import { BucketApi, type BucketKey } from "./bucket-api";
import { inParts } from "./bytes";
import type { OutgoingFile, Place, PushTools } from "./place";
import { elementsOf, escaped, textOf } from "./s3-xml";

/** What is sent at once, and held for that; S3 wants at least 5 MB, and at most ten thousand parts. */
const usualPart = 8 * 1024 * 1024;
const mostParts = 10_000;

/** A bucket that speaks S3: each push has a folder of its own, and its last object tells that all others are there. */
export function openBucket(address: BucketAddress, key: BucketKey, partBytes = usualPart): Place {
  const api = new BucketApi(address, key);
  const within = (...names: string[]) => [address.prefix, ...names].filter((name) => name !== "").join("/");
  return {
    test: (signal) => testBucket(api, within("realchat-connection-test"), signal),
    async push({ folder, files }, tools) {
      for (const file of files) {
        await sendFile(api, { file, key: within(folder, file.name), partBytes }, tools);
        await tools.settled(file);
      }
      return { url: `s3://${address.bucket}/${within(folder)}/` };
    },
  };
}

type Sent = { file: OutgoingFile; key: string; partBytes: number };

/** Sends a file, unless it is there: as one object, or in parts where it is larger than one. */
async function sendFile(api: BucketApi, given: Sent, tools: PushTools): Promise<void> {
  const { file, key } = given;
  const { signal } = tools;
  if (await isThere(api, given, signal)) return;
  const partBytes = Math.max(given.partBytes, Math.ceil(file.bytes / mostParts));
  if (file.bytes > partBytes) return sendInParts(api, { file, key, partBytes }, tools);
  for await (const body of inParts(file.pieces(), Math.max(file.bytes, 1)))
    await api.ask({ method: "PUT", key, headers: headersOf(file), body, signal });
  await tools.sent(file, file.bytes);
}

const digestHeader = "x-amz-meta-sha256";

function headersOf({ mediaType, sha256 }: OutgoingFile): Record<string, string> {
  return { "content-type": mediaType, [digestHeader]: sha256 };
}

/** Keys that may only write are not told what is there: then it is sent, and comes to the same. */
async function isThere(api: BucketApi, { file, key }: Sent, signal: AbortSignal): Promise<boolean> {
  const { status, header } = await api.hear({ method: "HEAD", key, signal });
  return status === 200 && header(digestHeader) === file.sha256 && header("content-length") === String(file.bytes);
}

/** Goes on with what an earlier try had begun: parts that are there as they should be are not sent again. */
async function sendInParts(api: BucketApi, { file, key, partBytes }: Sent, tools: PushTools): Promise<void> {
  const { signal, sent } = tools;
  const begun = await findUpload(api, key, signal);
  const uploadId = begun?.id ?? (await beginUpload(api, { key, headers: headersOf(file) }, signal));
  const etags: string[] = [];
  for await (const body of inParts(file.pieces(), partBytes)) {
    const number = etags.length + 1;
    const there = begun?.parts.get(number);
    const isSame = there === createHash("md5").update(body).digest("hex");
    const query = { partNumber: String(number), uploadId };
    const etag = isSame
      ? there
      : unquoted((await api.ask({ method: "PUT", key, query, body, signal })).header("etag") ?? "");
    etags.push(etag);
    await sent(file, body.length);
  }
  const parts = etags.map(
    (etag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>&#34;${escaped(etag)}&#34;</ETag></Part>`,
  );
  const body = `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`;
  const headers = { "content-type": "application/xml" };
  await api.ask({ method: "POST", key, query: { uploadId }, headers, body, signal });
}

type Begun = {
  id: string;
  /** MD5 by number, where the bucket tells it. */
  parts: Map<number, string>;
};

/** The newest upload that was begun under this key and not ended; older ones are taken back, so that nobody pays for them. */
async function findUpload(api: BucketApi, key: string, signal: AbortSignal): Promise<Begun | null> {
  const listed = await api.hear({ method: "GET", key: "", query: { uploads: "", prefix: key }, signal });
  // A key that may only write is not told of any.
  if (listed.status !== 200) return null;
  const uploads = elementsOf(listed.text, "Upload")
    .filter((upload) => textOf(upload, "Key") === key)
    .map((upload) => ({ id: textOf(upload, "UploadId"), at: textOf(upload, "Initiated") }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  const [newest, ...older] = uploads;
  for (const { id } of older) await endUpload(api, key, id, signal);
  if (!newest) return null;
  const parts = await partsOf(api, { key, uploadId: newest.id }, signal);
  return parts && { id: newest.id, parts };
}

/** null where it is not there any more. */
async function partsOf(
  api: BucketApi,
  { key, uploadId }: { key: string; uploadId: string },
  signal: AbortSignal,
): Promise<Map<number, string> | null> {
  const parts = new Map<number, string>();
  for (let after = "0"; ; ) {
    const query = { uploadId, "part-number-marker": after };
    const { status, text } = await api.hear({ method: "GET", key, query, signal });
    if (status !== 200) return status === 403 ? parts : null;
    for (const part of elementsOf(text, "Part"))
      parts.set(Number(textOf(part, "PartNumber")), unquoted(textOf(part, "ETag")));
    const next = textOf(text, "NextPartNumberMarker");
    if (textOf(text, "IsTruncated") !== "true" || next === "" || next === after) return parts;
    after = next;
  }
}

const unquoted = (etag: string) => etag.replaceAll('"', "");

type Beginning = { key: string; headers: Record<string, string> };

async function beginUpload(api: BucketApi, { key, headers }: Beginning, signal: AbortSignal): Promise<string> {
  const { text } = await api.ask({ method: "POST", key, query: { uploads: "" }, headers, signal });
  return textOf(text, "UploadId");
}

async function endUpload(api: BucketApi, key: string, uploadId: string, signal: AbortSignal): Promise<void> {
  const answer = await api.hear({ method: "DELETE", key, query: { uploadId }, signal });
  if (answer.status >= 300 && answer.status !== 404) throw api.faultOf(answer);
}

async function testBucket(api: BucketApi, key: string, signal: AbortSignal): Promise<string> {
  const uploadId = await beginUpload(api, { key, headers: {} }, signal);
  await endUpload(api, key, uploadId, signal);
  return `${api.address.bucket} at ${api.host} takes files: an upload was begun and taken back, and nothing is left of it.`;
}
