import { Readable } from "node:stream";
import { Agent, request } from "undici";
import { DestinationFault } from "@/lib/domain/destination-fault";
import { guardedLookup, RefusedAddress, refuseMetadataHost } from "@/lib/outbound/metadata-address";

/** Above any honest answer: addresses of the ten thousand parts of one file. */
const largestAnswerBytes = 32 * 1024 * 1024;
const agent = new Agent({
  connect: { timeout: 15_000, lookup: guardedLookup },
  // What was sent may be put together for minutes before anything is said of it.
  headersTimeout: 300_000,
  bodyTimeout: 300_000,
  maxResponseSize: largestAnswerBytes,
});

export type Sending = {
  method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | { bytes: number; pieces: AsyncIterable<Uint8Array> };
  signal: AbortSignal;
};

export type Answer = { status: number; header: (name: string) => string | null; text: string };

/**
 * Sends one request and hears the whole answer, whatever its status. Redirects are not followed, so that a key goes nowhere
 * but where it was entered for; addresses at which clouds hand out credentials are not called.
 */
export async function send({ method, url, headers = {}, body, signal }: Sending): Promise<Answer> {
  signal.throwIfAborted();
  const { hostname, host } = new URL(url);
  const broken: { by?: unknown } = {};
  try {
    refuseMetadataHost(hostname);
    const isStream = body !== undefined && typeof body !== "string" && "pieces" in body;
    const answer = await request(url, {
      method,
      headers: {
        "user-agent": "RealChat-Studio",
        ...headers,
        ...(isStream && { "content-length": String(body.bytes) }),
      },
      body: isStream ? Readable.from(told(body.pieces, broken), { objectMode: false }) : body,
      dispatcher: agent,
      signal,
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, header: (name) => oneOf(answer.headers[name.toLowerCase()]), text };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    // What went wrong while the file was made is no fault of the connection's.
    if ("by" in broken) throw broken.by;
    throw faultOfError(error, host);
  }
}

function oneOf(given: string | string[] | undefined): string | null {
  return (Array.isArray(given) ? given[0] : given) ?? null;
}

async function* told(pieces: AsyncIterable<Uint8Array>, broken: { by?: unknown }): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    broken.by = error;
    throw error;
  }
}

function faultOfError(error: unknown, host: string): DestinationFault {
  let code = "";
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof RefusedAddress) return new DestinationFault("fix", at.message);
    if (code === "" && "code" in at && typeof at.code === "string") code = at.code;
  }
  if (code === "ENOTFOUND")
    return new DestinationFault("fix", `There is no host ${host}. Correct the address of the destination.`);
  if (/^(?:ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code))
    return new DestinationFault(
      "fix",
      `The certificate of ${host} is not trusted here (${code}), so nothing was sent.`,
    );
  return new DestinationFault("retry", `The connection to ${host} failed (${code || "closed early"}).`);
}
