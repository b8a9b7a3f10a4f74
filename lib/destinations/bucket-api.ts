import { createHash } from "node:crypto";
import { AwsV4Signer } from "aws4fetch";
import type { BucketAddress } from "@/lib/domain/destination";
import { DestinationFault } from "@/lib/domain/destination-fault";
import { hostOf } from "@/lib/domain/destination-place";
import { retryAfterMs } from "@/lib/outbound/retry-after";
import { excerpt } from "@/lib/outbound/secrets";
import type { Answer, Sending } from "@/lib/outbound/send";
import { textOf } from "./s3-xml";
import { send } from "./send";

export type BucketKey = { accessKey: string; secret: string };

type Asked = {
  method: Sending["method"];
  /** Of the object; empty: the bucket itself. */
  key: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal: AbortSignal;
};

/** A bucket that speaks S3: each request is signed (Signature Version 4) with the SHA-256 of what it carries. */
export class BucketApi {
  readonly host: string;
  constructor(
    readonly address: BucketAddress,
    private readonly credentials: BucketKey,
  ) {
    this.host = hostOf(address);
  }

  /** The address of an object; nothing in it needs to be encoded. */
  urlOf(key: string): string {
    const { url, bucket, style } = this.address;
    const at = new URL(url);
    if (style === "host") at.host = `${bucket}.${at.host}`;
    const before = at.pathname.replace(/\/+$/, "");
    at.pathname = style === "host" ? `${before}/${key}` : `${before}/${bucket}${key === "" ? "" : `/${key}`}`;
    return at.href;
  }

  /** Asks, and hears whatever comes of it. */
  async hear({ method, key, query = {}, headers = {}, body, signal }: Asked): Promise<Answer> {
    const url = new URL(this.urlOf(key));
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const sha256 = createHash("sha256")
      .update(body ?? "")
      .digest("hex");
    const signer = new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers, "x-amz-content-sha256": sha256 },
      accessKeyId: this.credentials.accessKey,
      secretAccessKey: this.credentials.secret,
      service: "s3",
      region: this.address.region,
    });
    const signed = await signer.sign();
    return send({ method, url: signed.url.href, headers: Object.fromEntries(signed.headers), body, signal });
  }

  /** Asks; what is not a success is thrown as a fault. An error may come with status 200, while parts are put together. */
  async ask(asked: Asked): Promise<Answer> {
    const answer = await this.hear(asked);
    const { status, text } = answer;
    if (status >= 200 && status < 300 && !/^\s*(?:<\?xml[^>]*\?>\s*)?<Error[\s>]/.test(text)) return answer;
    throw this.faultOf(answer);
  }

  faultOf(answer: Answer): DestinationFault {
    const { status, text } = answer;
    const code = textOf(text, "Code");
    const secrets = [this.credentials.secret];
    const said = excerpt(textOf(text, "Message"), { secrets });
    const told = [excerpt(code, { secrets }, 60), said].filter((words) => words !== "").join(": ");
    const words = told && ` It says: ${told}`;
    const fixed = this.wordsOf(code, status, text);
    if (fixed) return new DestinationFault("fix", `${fixed}${words}`);
    const asksToWait = status === 429 || code === "SlowDown";
    const about = asksToWait ? `${this.host} asks to slow down.` : `${this.host} fails just now (status ${status}).`;
    if (asksToWait || status >= 500 || passing.has(code))
      return new DestinationFault("retry", `${about}${words}`, { retryAfterMs: retryAfterMs({ get: answer.header }) });
    return new DestinationFault("fix", `${this.host} refused the push with status ${status}.${words}`);
  }

  /** What a person can do about it; null where that is not known, or it may pass. */
  private wordsOf(code: string, status: number, text: string): string | null {
    const { bucket, region } = this.address;
    const known: Record<string, string> = {
      InvalidAccessKeyId: `${this.host} does not know the access key. Enter the key anew.`,
      SignatureDoesNotMatch: `The secret key does not belong to the access key, or a proxy changes what is sent. Enter the key anew.`,
      NoSuchBucket: `There is no bucket ${bucket} at ${this.host}. Make it there, or add the destination anew with its name.`,
      RequestTimeTooSkewed: `The clock of this machine differs from that of ${this.host}. Set it right.`,
      ExpiredToken: `The key has expired. Enter another.`,
    };
    if (known[code]) return known[code];
    if (code === "AuthorizationHeaderMalformed" || (status >= 300 && status < 400)) {
      const other = textOf(text, "Region") || textOf(text, "Endpoint");
      const where = other ? ` (it names ${excerpt(other, { secrets: [this.credentials.secret] }, 80)})` : "";
      return `The bucket ${bucket} is not in the region ${region} of ${this.host}${where}. Add the destination anew with the right address; redirects are not followed with a key.`;
    }
    if (status === 401 || status === 403)
      return `The key may not write to ${bucket}. Give it s3:PutObject and s3:AbortMultipartUpload there, or enter another.`;
    if (status === 404 && code !== "NoSuchUpload")
      return `${this.host} does not know the bucket ${bucket}. Correct the address.`;
    return null;
  }
}

/** What is better at the next try, whatever its status. */
const passing = new Set([
  "InternalError",
  "ServiceUnavailable",
  "NoSuchUpload",
  "InvalidPart",
  "InvalidPartOrder",
  "BadDigest",
  "XAmzContentSHA256Mismatch",
  "IncompleteBody",
  "RequestTimeout",
  "OperationAborted",
  "ConditionalRequestConflict",
]);
