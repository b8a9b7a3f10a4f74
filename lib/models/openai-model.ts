import { type ChatModel, type ModelEvent, ModelFault, type ModelRequest } from "@/lib/domain/chat-model";
import { type Dialect, dialectSchema } from "@/lib/domain/dialect";
import { type CallLimits, defaultCallLimits, limitCall } from "./call-limits";
import { requestOf } from "./dialects";
import { faultOfError, type Told } from "./faults";
import { documentsIn, isDone, isJson } from "./reply-chunk";
import { createReplyReader } from "./reply-reader";
import { createSseParser } from "./sse";
import { post } from "./upstream";

export type OpenaiModelOptions = {
  /** Up to and including `/v1`. */
  baseUrl: string;
  upstreamModel: string;
  /** Null for endpoints that ask for none. */
  apiKey: string | null;
  lenientFinish?: boolean;
  dialect?: Dialect;
  limits?: Partial<CallLimits>;
};

type Chunks = AsyncIterator<Uint8Array, void>;
type Chunk = IteratorResult<Uint8Array, void>;
type Opened = { contentType: string; chunks: Chunks; first: Chunk };
type Read = () => Promise<Chunk>;

const plainDialect = dialectSchema.parse({});

/** After its finish reason a reply is whole; the usage may still come, and is not worth a long wait. */
const usageGraceMs = 2_000;

/**
 * A model behind an OpenAI-compatible endpoint: messages go to /chat/completions, texts to /completions. The body is
 * read here, since the usual clients take cut-off and empty streams for answers.
 */
export function openaiModel(options: OpenaiModelOptions): ChatModel {
  const { baseUrl, upstreamModel, apiKey, lenientFinish = false, dialect = plainDialect } = options;
  const limits = { ...defaultCallLimits, ...options.limits };
  const { origin } = new URL(baseUrl);
  const told: Told = { origin, secrets: [apiKey ?? "", ...Object.values(dialect.headers)] };
  const upstream = { baseUrl, apiKey, dialect, connectMs: limits.connectMs };

  async function open(request: ModelRequest, signal: AbortSignal): Promise<Opened> {
    const { path, body } = requestOf(request, { origin, upstreamModel, dialect });
    const response = await post(upstream, path, body, told, signal);
    const chunks: Chunks = response.body ? response.body[Symbol.asyncIterator]() : noChunks();
    return { contentType: response.headers.get("content-type") ?? "", chunks, first: await chunks.next() };
  }

  async function* stream(request: ModelRequest, caller: AbortSignal): AsyncGenerator<ModelEvent, void> {
    const call = limitCall(caller, limits.totalMs);
    const reader = createReplyReader({ told, lenientFinish, mayBeEmpty: request.mayBeEmpty ?? false });
    try {
      call.signal.throwIfAborted();
      const { contentType, chunks, first } = await call.within(
        limits.firstByteMs,
        "timeout_first_byte",
        `${origin} did not begin to answer`,
        () => open(request, call.signal),
      );
      const read = (ms: number) => call.within(ms, "timeout_idle", `${origin} sent nothing more`, () => chunks.next());
      const patiently: Read = () => read(limits.idleMs);
      const beginning = await untilSomethingIsSaid(first, patiently);
      const shape = shapeOf(contentType, beginning.sign);
      if (shape === "page")
        throw new ModelFault("malformed", `${origin} answered with a web page; correct the base URL.`);
      if (shape === "document") {
        const documents = documentsIn(await readWhole(beginning, patiently));
        for (const data of documents) yield* reader.take({ event: "message", data });
        return yield reader.end(false);
      }

      const parser = createSseParser();
      for (const blank of beginning.blanks) parser.push(blank);
      for (let chunk = beginning.chunk; !chunk.done; ) {
        for (const event of parser.push(chunk.value)) {
          call.signal.throwIfAborted();
          if (isDone(event.data)) return yield reader.end(false, parser.strays());
          yield* reader.take(event);
        }
        try {
          chunk = await read(reader.isFinished() ? Math.min(limits.idleMs, usageGraceMs) : limits.idleMs);
        } catch (error) {
          if (!reader.isFinished() || caller.aborted) throw error;
          break;
        }
      }
      // The end of the stream ends its last event as well, if that is whole.
      const wasInside = parser.isInside();
      const rest = parser.rest();
      const isWhole = rest !== null && (isDone(rest.data) || documentsIn(rest.data).every(isJson));
      if (rest && isWhole && !isDone(rest.data)) yield* reader.take(rest);
      yield reader.end(wasInside && !isWhole, parser.strays());
    } catch (error) {
      throw faultOfError(call.signal.aborted && !(error instanceof ModelFault) ? call.signal.reason : error, told);
    } finally {
      call.close();
    }
  }

  return { stream };
}

async function* noChunks(): AsyncGenerator<Uint8Array, void> {}

type Beginning = { blanks: Uint8Array[]; chunk: Chunk; sign: string };

/** Reads on to the first sign that is not white space: some proxies send blanks to keep the line open. */
async function untilSomethingIsSaid(first: Chunk, read: Read): Promise<Beginning> {
  const blanks: Uint8Array[] = [];
  for (let chunk = first; ; chunk = await read()) {
    const sign = chunk.done ? "" : new TextDecoder().decode(chunk.value).trimStart().slice(0, 1);
    if (chunk.done || sign !== "") return { blanks, chunk, sign };
    blanks.push(chunk.value);
  }
}

/**
 * Some proxies answer a streaming request with one JSON document, errors with status 200 come that way too, and the
 * type that they go under is often wrong: the first sign tells.
 */
function shapeOf(contentType: string, sign: string): "page" | "document" | "stream" {
  if (sign === "{" || sign === "[") return "document";
  if (sign === "<" || contentType.includes("html")) return "page";
  // Events under the type of JSON begin with a field or a comment.
  return contentType.includes("json") && !/[a-z:]/.test(sign) ? "document" : "stream";
}

async function readWhole({ blanks, chunk: first }: Beginning, read: Read): Promise<string> {
  const bytes = [...blanks];
  for (let chunk = first; !chunk.done; chunk = await read()) bytes.push(chunk.value);
  return new TextDecoder().decode(Buffer.concat(bytes));
}
