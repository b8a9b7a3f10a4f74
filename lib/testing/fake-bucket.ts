import { createHash, createHmac } from "node:crypto";
import { type Heard, type Reply, startOutsideServer } from "./outside-server";

type Stored = { body: Buffer; headers: Record<string, string> };
type Upload = { key: string; headers: Record<string, string>; parts: Map<number, Buffer>; begun: number };

export const bucketKey = { accessKey: "AKIARIGHT", secret: "s3cret/Xq7+w09zVu" };

/**
 * A server that speaks S3 where objects are written, with paths for buckets: each request's signature is checked, objects whole
 * and in parts, errors in XML.
 */
export async function startFakeBucket({ bucket = "team-data", region = "eu-central-1", mayRead = true } = {}) {
  const objects = new Map<string, Stored>();
  const uploads = new Map<string, Upload>();
  let begun = 0;
  const server = await startOutsideServer(answer);

  function answer(heard: Heard): Reply {
    const fault = faultOfSignature(heard, bucketKey, { region });
    if (fault === "AuthorizationHeaderMalformed") return refusal(400, fault, `<Region>${region}</Region>`);
    if (fault) return refusal(fault === "XAmzContentSHA256Mismatch" ? 400 : 403, fault);
    const [, named, ...rest] = heard.path.split("/");
    if (named !== bucket) return refusal(404, "NoSuchBucket");
    const key = rest.map(decodeURIComponent).join("/");
    return key === "" ? ofBucket(heard) : ofObject(key, heard);
  }

  function ofBucket({ method, query }: Heard): Reply {
    if (method !== "GET" || !query.has("uploads") || !mayRead) return refusal(403, "AccessDenied");
    const prefix = query.get("prefix") ?? "";
    const listed = [...uploads].filter(([, { key }]) => key.startsWith(prefix)).map(uploadInXml);
    return inXml(`<ListMultipartUploadsResult>${listed.join("")}</ListMultipartUploadsResult>`);
  }

  function ofObject(key: string, heard: Heard): Reply {
    const { method, query, body } = heard;
    const id = query.get("uploadId");
    if (id !== null) return ofUpload(key, id, heard);
    if (method === "POST" && query.has("uploads")) {
      begun += 1;
      uploads.set(`up-${begun}`, { key, headers: kept(heard), parts: new Map(), begun });
      return inXml(`<InitiateMultipartUploadResult><UploadId>up-${begun}</UploadId></InitiateMultipartUploadResult>`);
    }
    if (method === "PUT") {
      objects.set(key, { body, headers: kept(heard) });
      return { status: 200, headers: { etag: etagOf(body) } };
    }
    if (method !== "HEAD" || !mayRead) return { status: 403 };
    const there = objects.get(key);
    if (!there) return { status: 404 };
    return { status: 200, headers: { ...there.headers, "content-length": String(there.body.length) } };
  }

  function ofUpload(key: string, id: string, { method, query, body }: Heard): Reply {
    const upload = uploads.get(id);
    if (upload?.key !== key) return refusal(404, "NoSuchUpload");
    if (method === "DELETE") {
      uploads.delete(id);
      return { status: 204 };
    }
    if (method === "GET") return mayRead ? inXml(partsInXml(upload)) : refusal(403, "AccessDenied");
    if (method === "PUT") {
      upload.parts.set(Number(query.get("partNumber")), body);
      return { status: 200, headers: { etag: etagOf(body) } };
    }
    // Clients write number and tag in either order, and quotes as they like.
    const told = [...body.toString().matchAll(/<Part>(.+?)<\/Part>/gs)].map(([, part = ""]) => ({
      number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
      tag: /<ETag>(?:&#34;|&quot;|")?(\w+)/.exec(part)?.[1],
    }));
    const parts = told.map(({ number }) => upload.parts.get(number));
    if (told.length === 0 || parts.some((part, i) => !part || etagOf(part) !== `"${told[i]?.tag}"`))
      return refusal(400, "InvalidPart");
    if (parts.slice(0, -1).some((part) => (part?.length ?? 0) < 1_000)) return refusal(400, "EntityTooSmall");
    objects.set(key, { body: Buffer.concat(parts as Buffer[]), headers: upload.headers });
    uploads.delete(id);
    return inXml("<CompleteMultipartUploadResult></CompleteMultipartUploadResult>");
  }

  return Object.assign(server, { bucket, region, objects, uploads });
}

function kept({ headers }: Heard): Record<string, string> {
  const names = Object.keys(headers).filter((name) => name === "content-type" || name.startsWith("x-amz-meta-"));
  return Object.fromEntries(names.map((name) => [name, String(headers[name])]));
}

function uploadInXml([id, { key, begun }]: [string, Upload]): string {
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, begun)).toISOString();
  return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${at}</Initiated></Upload>`;
}

function partsInXml({ parts }: Upload): string {
  const listed = [...parts].map(
    ([number, body]) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>&quot;${etagOf(body).slice(1, -1)}&quot;</ETag><Size>${body.length}</Size></Part>`,
  );
  return `<ListPartsResult><IsTruncated>false</IsTruncated>${listed.join("")}</ListPartsResult>`;
}

export function refusal(status: number, code: string, more = ""): Reply {
  return inXml(`<Error><Code>${code}</Code><Message>It is ${code}</Message>${more}</Error>`, status);
}

function inXml(xml: string, status = 200): Reply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`;
  return { status, body, headers: { "content-type": "application/xml" } };
}

const etagOf = (body: Buffer) => `"${createHash("md5").update(body).digest("hex")}"`;

type Key = { accessKey: string; secret: string };

/** Checks a request's Signature Version 4 by AWS's rules, from what came over the wire; what is wrong as S3 calls it. */
export function faultOfSignature(
  { method, target, headers, body }: Pick<Heard, "method" | "target" | "headers" | "body">,
  { accessKey, secret }: Key,
  { region, now = Date.now() }: { region: string; now?: number },
): string | null {
  const given = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([\da-f]{64})$/.exec(
    headers.authorization ?? "",
  );
  if (!given) return "AccessDenied";
  const [, credential = "", signed = "", signature = ""] = given;
  const [id, day = "", where = "", ...rest] = credential.split("/");
  if (id !== accessKey) return "InvalidAccessKeyId";
  if (where !== region || rest.join("/") !== "s3/aws4_request") return "AuthorizationHeaderMalformed";
  const at = String(headers["x-amz-date"]);
  const moment = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!at.startsWith(day) || !(Math.abs(now - moment) < 15 * 60_000)) return "RequestTimeTooSkewed";
  const names = signed.split(";");
  if (!["host", "x-amz-content-sha256", "x-amz-date"].every((name) => names.includes(name))) return "AccessDenied";
  const carried = String(headers["x-amz-content-sha256"]);
  if (carried !== createHash("sha256").update(body).digest("hex")) return "XAmzContentSHA256Mismatch";
  const [path = "", query = ""] = target.split("?");
  const canonical = [
    method,
    path,
    query
      .split("&")
      .filter((pair) => pair !== "")
      .map((pair) => (pair.includes("=") ? pair : `${pair}=`))
      .sort()
      .join("&"),
    ...names.map((name) => `${name}:${String(headers[name] ?? "").trim()}`),
    "",
    signed,
    carried,
  ].join("\n");
  const scope = `${day}/${where}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", at, scope, createHash("sha256").update(canonical).digest("hex")].join("\n");
  const keys = [day, where, "s3", "aws4_request"].reduce<Buffer | string>(hmac, `AWS4${secret}`);
  return hmac(keys, toSign).toString("hex") === signature ? null : "SignatureDoesNotMatch";
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
