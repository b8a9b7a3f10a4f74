import { Readable } from "node:stream";
import { Agent, request } from "undici";
import { guardedLookup, RefusedAddress, refuseMetadataHost } from "./metadata-address";

/** Above any honest answer that is held whole: addresses of the ten thousand parts of one file. */
const largestAnswerBytes = 32 * 1024 * 1024;

const usual = {
  connect: { timeout: 15_000, lookup: guardedLookup },
  // What was sent may be put together for minutes before anything is said of it.
  headersTimeout: 300_000,
  bodyTimeout: 300_000,
};
const whole = new Agent({ ...usual, maxResponseSize: largestAnswerBytes });
/** For what is read piece by piece and never held. */
const unlimited = new Agent(usual);

export type Sending = {
  method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | { bytes: number; pieces: AsyncIterable<Uint8Array> };
  signal: AbortSignal;
};

type Head = { status: number; header: (name: string) => string | null };
export type Answer = Head & { text: string };
/** An answer whose body is still to come; to leave its loop is to drop the rest. */
export type OpenAnswer = Head & { pieces: AsyncIterable<Uint8Array> };

/**
 * No answer came. `refused`: the address is one that is never called; `no_host`: there is none of this name; `certificate`: it is
 * not trusted; `connection`: it failed, and it is not known whether what was sent arrived. `code` is the system's, often empty.
 */
export class NoAnswer extends Error {
  constructor(
    readonly why: "refused" | "no_host" | "certificate" | "connection",
    readonly host: string,
    readonly code: string,
    options: { cause: unknown; message: string },
  ) {
    super(options.message, { cause: options.cause });
    this.name = "NoAnswer";
  }
}

/**
 * Sends one request and hears the whole answer, whatever its status. Redirects are not followed, so that a key goes nowhere
 * but where it was entered for; addresses at which clouds hand out credentials are not called. Throws {@link NoAnswer}, or what
 * the signal or the making of the body threw.
 */
export function send(sending: Sending): Promise<Answer> {
  return exchange(sending, whole, async ({ status, header, pieces }) => {
    const chunks: Uint8Array[] = [];
    for await (const piece of pieces) chunks.push(piece);
    return { status, header, text: new TextDecoder().decode(Buffer.concat(chunks)) };
  });
}

/** The same, but hands the answer out as soon as it begins: for what may be too long to be held. Its pieces throw {@link NoAnswer} too. */
export function open(sending: Sending): Promise<OpenAnswer> {
  return exchange(sending, unlimited, async (answer) => ({
    ...answer,
    pieces: told(answer.pieces, (error) => whyOf(error, sending)),
  }));
}

async function exchange<T>(sending: Sending, dispatcher: Agent, hear: (answer: OpenAnswer) => Promise<T>): Promise<T> {
  const { method, url, headers = {}, body, signal } = sending;
  signal.throwIfAborted();
  const broken: { by?: unknown } = {};
  const keep = (error: unknown) => {
    broken.by = error;
    return error;
  };
  try {
    refuseMetadataHost(new URL(url).hostname);
    const isStream = body !== undefined && typeof body !== "string" && "pieces" in body;
    const answer = await request(url, {
      method,
      headers: {
        "user-agent": "RealChat-Studio",
        ...headers,
        ...(isStream && { "content-length": String(body.bytes) }),
      },
      body: isStream ? Readable.from(told(body.pieces, keep), { objectMode: false }) : body,
      dispatcher,
      signal,
    });
    return await hear({
      status: answer.statusCode,
      header: (name) => oneOf(answer.headers[name.toLowerCase()]),
      pieces: answer.body,
    });
  } catch (error) {
    // What went wrong while the body was made is no fault of the connection's.
    if ("by" in broken && !signal.aborted) throw broken.by;
    throw whyOf(error, sending);
  }
}

function oneOf(given: string | string[] | undefined): string | null {
  return (Array.isArray(given) ? given[0] : given) ?? null;
}

/** The pieces; what breaks them off is thrown as `tell` says. */
async function* told(pieces: AsyncIterable<Uint8Array>, tell: (error: unknown) => unknown): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    throw tell(error);
  }
}

function whyOf(error: unknown, { url, signal }: Sending): unknown {
  if (signal.aborted) return signal.reason;
  const { host } = new URL(url);
  let code = "";
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof NoAnswer) return at;
    if (at instanceof RefusedAddress) return new NoAnswer("refused", host, "", { cause: error, message: at.message });
    if (code === "" && "code" in at && typeof at.code === "string") code = at.code;
  }
  if (code === "ENOTFOUND")
    return new NoAnswer("no_host", host, code, { cause: error, message: `There is no host ${host}.` });
  if (/^(?:ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)) {
    const message = `The certificate of ${host} is not trusted here (${code}), so nothing was sent.`;
    return new NoAnswer("certificate", host, code, { cause: error, message });
  }
  const message = `The connection to ${host} failed (${code || "closed early"}).`;
  return new NoAnswer("connection", host, code, { cause: error, message });
}
