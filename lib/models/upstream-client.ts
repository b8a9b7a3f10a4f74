import OpenAI from "openai";
import { Agent, fetch as undiciFetch } from "undici";

/** Above any honest reply; what is larger is dropped instead of filling the worker's memory. */
const largestReplyBytes = 64 * 1024 * 1024;

const agents = new Map<string, Agent>();

/**
 * The SDK's client for one endpoint, over undici's fetch. Its retries and its own time-outs are off, since a dialogue's
 * turn is retried as a whole; nothing is taken from OPENAI_* variables; redirects are not followed, so that the key
 * goes nowhere but to the origin it was entered for.
 */
export function createUpstreamClient(
  baseURL: string,
  apiKey: string | null,
  connectMs: number,
  totalMs: number,
): OpenAI {
  return new OpenAI({
    baseURL,
    apiKey: apiKey ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    defaultHeaders: apiKey === null ? { authorization: null } : {},
    maxRetries: 0,
    timeout: totalMs + 1_000,
    logLevel: "off",
    // The two typings of one standard: undici's own and the ones that @types/node carries.
    fetch: undiciFetch as unknown as typeof fetch,
    fetchOptions: { redirect: "manual", dispatcher: agentOf(new URL(baseURL).origin, connectMs) },
  });
}

/** One agent per origin, as many connections as there are dialogues; limits in time are kept per call instead. */
function agentOf(origin: string, connectMs: number): Agent {
  const key = `${origin} ${connectMs}`;
  const agent =
    agents.get(key) ??
    new Agent({
      connections: null,
      connect: { timeout: connectMs },
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: largestReplyBytes,
    });
  agents.set(key, agent);
  return agent;
}
