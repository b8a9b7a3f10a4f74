import { ModelFault } from "@/lib/domain/chat-model";
import { dialectSchema } from "@/lib/domain/dialect";
import { defaultCallLimits, type Gate, limitCall } from "./call-limits";
import { faultOfError, faultOfErrorBody, type Told } from "./faults";
import type { OpenaiModelOptions } from "./openai-model";
import { post, readText } from "./upstream";

const plainDialect = dialectSchema.parse({});

export type JsonEndpointOptions = Omit<OpenaiModelOptions, "lenientFinish">;

/** One endpoint that answers whole and in JSON, by the connection rules, keys and limits that replies of chat models have. */
export type JsonEndpoint = {
  /** Throws a ModelFault: of the connection, or where it answers with no JSON or with an error. */
  ask: (path: string, body: Record<string, unknown>, caller: AbortSignal) => Promise<unknown>;
  /** What is wrong with an answer, as a fault. */
  nonsense: (what: string) => ModelFault;
};

export function jsonEndpoint(options: JsonEndpointOptions): JsonEndpoint {
  const { baseUrl, apiKey, dialect = plainDialect } = options;
  const limits = { ...defaultCallLimits, ...options.limits };
  const { origin } = new URL(baseUrl);
  const told: Told = { origin, secrets: [apiKey ?? "", ...Object.values(dialect.headers)] };
  const upstream = { baseUrl, apiKey, dialect, connectMs: limits.connectMs };
  const nonsense = (what: string) => new ModelFault("malformed", `${origin} ${what}. Nothing of this reply is kept.`);

  function read(reply: string): unknown {
    let json: unknown;
    try {
      json = JSON.parse(reply);
    } catch {
      throw nonsense(/^\s*</.test(reply) ? "answered with a web page; correct the base URL" : "answered with no JSON");
    }
    if (typeof json === "object" && json !== null && "error" in json && json.error)
      throw faultOfErrorBody(json.error, told);
    return json;
  }
  async function ask(path: string, body: Record<string, unknown>, caller: AbortSignal): Promise<unknown> {
    const call = limitCall(caller, limits.totalMs);
    try {
      call.signal.throwIfAborted();
      const reply = await call.within(limits.firstByteMs, "timeout_first_byte", `${origin} did not answer`, async () =>
        readText(await post(upstream, path, body, told, call.signal)),
      );
      return read(reply);
    } catch (error) {
      throw faultOfError(call.signal.aborted && !(error instanceof ModelFault) ? call.signal.reason : error, told);
    } finally {
      call.close();
    }
  }
  return { ask, nonsense };
}

/** Behind the gate of its endpoint: its calls wait there with all others, and its faults teach the gate. */
export async function behindGate<T>(gate: Gate, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  const leave = await gate.enter(signal);
  let verdict: Parameters<typeof leave>[0] = "unserved";
  try {
    const answer = await call();
    verdict = "served";
    return answer;
  } catch (error) {
    if (error instanceof ModelFault && (error.kind === "rate_limited" || error.retryAfterMs !== undefined))
      verdict = { retryAfterMs: error.retryAfterMs };
    throw error;
  } finally {
    leave(verdict);
  }
}
