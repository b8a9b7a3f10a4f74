import { Agent } from "undici";
import type { Dialect } from "@/lib/domain/dialect";
import { guardedLookup, refuseMetadataHost } from "@/lib/outbound/metadata-address";
import { type AnswerBody, takeAnswer } from "./answer-body";
import { faultOfRefusal, type Told } from "./faults";
import { refuseForeignPort } from "./foreign-ports";
import { unpacked } from "./unpacked";

/** Above any honest reply; what is larger is dropped instead of filling the worker's memory. */
const largestReplyBytes = 64 * 1024 * 1024;
/** Of what an endpoint says when it refuses. */
const largestRefusalBytes = 64 * 1024;

const agents = new Map<string, Agent>();

export type Upstream = {
  /** Up to and including `/v1`; Azure's may end in `?api-version=…`. */
  baseUrl: string;
  /** Null for endpoints that ask for none. */
  apiKey: string | null;
  dialect: Pick<Dialect, "keyHeader" | "headers" | "apiVersion">;
  connectMs: number;
};

/** An answer that is no refusal, as it begins. */
export type Answer = { contentType: string; body: AnswerBody };

/**
 * Sends one request by undici's dispatcher and hands out the answer as soon as it begins; what is not a success is thrown
 * as a fault with the server's own words. Redirects are not followed, so that the key goes nowhere but to the origin it
 * was entered for. Limits in time are the signal's. Whoever has the answer leaves it when it is read.
 */
export async function post(
  upstream: Upstream,
  path: string,
  body: Record<string, unknown>,
  told: Told,
  signal: AbortSignal,
): Promise<Answer> {
  const { baseUrl, dialect, connectMs } = upstream;
  const url = new URL(addressOf(baseUrl, path, dialect.apiVersion));
  const { origin, pathname, search } = url;
  refuseMetadataHost(url.hostname);
  refuseForeignPort(url);
  const answer = takeAnswer(signal);
  agentOf(origin, connectMs).dispatch(
    { origin, path: pathname + search, method: "POST", headers: headersOf(upstream), body: JSON.stringify(body) },
    answer.handler,
  );
  const { status, headers } = await answer.head;
  const one = (name: string) => [headers[name] ?? ""].flat().join(", ");
  const read = one("content-encoding") === "" ? answer.body : unpacked(answer.body, one("content-encoding"));
  if (status >= 200 && status < 300) return { contentType: one("content-type"), body: read };
  const words = await beginningOf(read);
  read.leave();
  throw faultOfRefusal(status, words, new Headers(Object.keys(headers).map((name) => [name, one(name)])), told);
}

/** All of an answer as text. */
export async function readText({ body }: Answer): Promise<string> {
  const pieces: Uint8Array[] = [];
  for (let piece = await body.read(); piece !== null; piece = await body.read()) pieces.push(piece);
  return new TextDecoder().decode(Buffer.concat(pieces));
}

const prepared = new WeakMap<Upstream, Record<string, string>>();

/** By the rules of the web: what is named twice is joined. The same for every call of an opened endpoint. */
function headersOf(upstream: Upstream): Record<string, string> {
  const known = prepared.get(upstream);
  if (known) return known;
  const { apiKey, dialect } = upstream;
  const headers = new Headers({
    accept: "text/event-stream, application/json",
    "user-agent": "RealChat-Studio",
    ...dialect.headers,
    ...(apiKey === null ? {} : keyHeaders(apiKey, dialect.keyHeader)),
    "content-type": "application/json",
  });
  const made = Object.fromEntries(headers);
  prepared.set(upstream, made);
  return made;
}

/** The query of a base URL (`api-version`) stays behind the path; a version of its own takes the place of one there. */
export function addressOf(baseUrl: string, path: string, apiVersion: string | null): string {
  const url = new URL(baseUrl);
  if (apiVersion !== null) url.searchParams.set("api-version", apiVersion);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}${path}`;
  return url.href;
}

function keyHeaders(apiKey: string, header: Dialect["keyHeader"]): Record<string, string> {
  return header === "api-key" ? { "api-key": apiKey } : { authorization: `Bearer ${apiKey}` };
}

async function beginningOf(body: AnswerBody): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (let piece = await body.read(); piece !== null; piece = await body.read()) {
    text += decoder.decode(piece, { stream: true });
    bytes += piece.byteLength;
    if (bytes > largestRefusalBytes) break;
  }
  return text;
}

/** One agent per origin, as many connections as there are dialogues; limits in time are kept per call instead. */
function agentOf(origin: string, connectMs: number): Agent {
  const key = `${origin} ${connectMs}`;
  const agent =
    agents.get(key) ??
    new Agent({
      connections: null,
      connect: { timeout: connectMs, lookup: guardedLookup },
      // Shorter than any server's own, so that no call is sent on a connection that is being closed at the other end.
      keepAliveTimeout: 1_500,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: largestReplyBytes,
    });
  agents.set(key, agent);
  return agent;
}
