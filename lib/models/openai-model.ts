import OpenAI from "openai";
import { Agent, fetch as undiciFetch } from "undici";
import { type ChatModel, type ModelEvent, ModelFault, type ModelRequest } from "@/lib/domain/chat-model";
import { type CallLimits, defaultCallLimits, limitCall } from "./call-limits";
import { faultOfError } from "./faults";
import { createReplyReader } from "./reply-reader";
import { createSseParser } from "./sse";

/** Above any honest reply; what is larger is dropped instead of filling the worker's memory. */
const largestReplyBytes = 64 * 1024 * 1024;

const agents = new Map<string, Agent>();

export type OpenaiModelOptions = {
  /** Up to and including `/v1`. */
  baseUrl: string;
  upstreamModel: string;
  /** Null for endpoints that ask for none. */
  apiKey: string | null;
  lenientFinish?: boolean;
  limits?: Partial<CallLimits>;
};

type Chunks = AsyncIterator<Uint8Array, void>;
type Opened = { contentType: string; chunks: Chunks; first: IteratorResult<Uint8Array, void> };

/** After its finish reason a reply is whole; the usage may still come, and is not worth a long wait. */
const usageGraceMs = 2_000;

/**
 * A model behind an OpenAI-compatible endpoint: messages go to /chat/completions, texts to /completions. The SDK sends
 * the request; the body is read here, since the SDK takes cut-off and empty streams for answers.
 */
export function openaiModel(options: OpenaiModelOptions): ChatModel {
  const { baseUrl, upstreamModel, apiKey, lenientFinish = false } = options;
  const limits = { ...defaultCallLimits, ...options.limits };
  const { origin } = new URL(baseUrl);
  const client = createUpstreamClient(baseUrl, apiKey, limits.connectMs, limits.totalMs);

  async function open(request: ModelRequest, signal: AbortSignal): Promise<Opened> {
    const response = await send(client, upstreamModel, origin, request, signal);
    const chunks: Chunks = response.body ? response.body[Symbol.asyncIterator]() : noChunks();
    return { contentType: response.headers.get("content-type") ?? "", chunks, first: await chunks.next() };
  }

  async function* stream(request: ModelRequest, caller: AbortSignal): AsyncGenerator<ModelEvent, void> {
    const call = limitCall(caller, limits.totalMs);
    const reader = createReplyReader({ origin, lenientFinish, mayBeEmpty: request.mayBeEmpty ?? false });
    try {
      call.signal.throwIfAborted();
      const { contentType, chunks, first } = await call.within(
        limits.firstByteMs,
        "timeout_first_byte",
        `${origin} did not begin to answer`,
        () => open(request, call.signal),
      );
      const read = (ms: number) => call.within(ms, "timeout_idle", `${origin} sent nothing more`, () => chunks.next());
      if (/\b(json|html)\b/.test(contentType)) return yield* readWhole(contentType, first, () => read(limits.idleMs));

      const parser = createSseParser();
      for (let chunk = first; !chunk.done; ) {
        for (const event of parser.push(chunk.value)) {
          call.signal.throwIfAborted();
          if (event.data === "[DONE]") return yield reader.end(false);
          yield* reader.take(event);
        }
        try {
          chunk = await read(reader.isFinished() ? Math.min(limits.idleMs, usageGraceMs) : limits.idleMs);
        } catch (error) {
          if (!reader.isFinished() || caller.aborted) throw error;
          break;
        }
      }
      yield reader.end(parser.isInside());
    } catch (error) {
      throw faultOfError(call.signal.aborted && !(error instanceof ModelFault) ? call.signal.reason : error, origin);
    } finally {
      call.close();
    }

    /** Some proxies answer a streaming request with one JSON document; errors with status 200 come that way too. */
    async function* readWhole(contentType: string, first: Opened["first"], next: () => Promise<Opened["first"]>) {
      if (contentType.includes("html"))
        throw new ModelFault("malformed", `${origin} answered with a web page; correct the base URL.`);
      const bytes: Uint8Array[] = [];
      for (let chunk = first; !chunk.done; chunk = await next()) bytes.push(chunk.value);
      const data = new TextDecoder().decode(Buffer.concat(bytes));
      if (data.trim() !== "") yield* reader.take({ event: "message", data });
      yield reader.end(false);
    }
  }

  return { stream };
}

function send(
  client: OpenAI,
  model: string,
  origin: string,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<Response> {
  const { prompt, temperature, topP, maxTokens, seed } = request;
  const stop = [...(prompt.kind === "completion" ? prompt.stop : []), ...(request.stop ?? [])];
  const common = {
    model,
    temperature,
    top_p: topP,
    seed,
    stop: stop.length > 0 ? stop : undefined,
    stream: true,
    stream_options: { include_usage: true },
  } as const;
  if (prompt.kind === "completion")
    return client.completions
      .create({ ...common, prompt: prompt.text, max_tokens: maxTokens }, { signal })
      .asResponse();
  // OpenAI's newer models refuse the old name; most other servers know only that.
  const limit = origin === "https://api.openai.com" ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens };
  return client.chat.completions.create({ ...common, ...limit, messages: prompt.messages }, { signal }).asResponse();
}

async function* noChunks(): AsyncGenerator<Uint8Array, void> {}

/**
 * The SDK's client for one endpoint, over undici's fetch. Its retries and its own time-outs are off, since a dialogue's
 * turn is retried as a whole; nothing is taken from OPENAI_* variables; redirects are not followed, so that the key
 * goes nowhere but to the origin it was entered for.
 */
function createUpstreamClient(baseURL: string, apiKey: string | null, connectMs: number, totalMs: number): OpenAI {
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
