import { Agent, fetch as undiciFetch } from "undici";
import type { Dialect } from "@/lib/domain/dialect";
import { guardedLookup, refuseMetadataHost } from "@/lib/outbound/metadata-address";
import { faultOfRefusal, type Told } from "./faults";

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

/**
 * Sends one request over undici's fetch and hands out the answer as soon as it begins; what is not a success is thrown
 * as a fault with the server's own words. Redirects are not followed, so that the key goes nowhere but to the origin it
 * was entered for. Limits in time are the signal's.
 */
export async function post(
  upstream: Upstream,
  path: string,
  body: Record<string, unknown>,
  told: Told,
  signal: AbortSignal,
): Promise<Response> {
  const { baseUrl, apiKey, dialect, connectMs } = upstream;
  refuseMetadataHost(new URL(baseUrl).hostname);
  const key = apiKey === null ? {} : keyHeaders(apiKey, dialect.keyHeader);
  const response = (await undiciFetch(addressOf(baseUrl, path, dialect.apiVersion), {
    method: "POST",
    headers: {
      accept: "text/event-stream, application/json",
      "user-agent": "RealChat-Studio",
      ...dialect.headers,
      ...key,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
    redirect: "manual",
    dispatcher: agentOf(new URL(baseUrl).origin, connectMs),
    signal,
    // The two typings of one standard: undici's own and the ones that @types/node carries.
  })) as unknown as Response;
  if (response.ok) return response;
  throw faultOfRefusal(response.status, await beginningOf(response), response.headers, told);
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

async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    bytes += chunk.byteLength;
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
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: largestReplyBytes,
    });
  agents.set(key, agent);
  return agent;
}
