import { type ChatModel, type ModelEvent, ModelFault, type ModelRequest } from "@/lib/domain/chat-model";
import { type Dialect, dialectSchema } from "@/lib/domain/dialect";
import { type CallLimits, defaultCallLimits, limitCall } from "./call-limits";
import { requestOf } from "./dialects";
import { faultOfError, type Told } from "./faults";
import { documentsIn } from "./reply-chunk";
import { createReplyFeed, type Heard } from "./reply-feed";
import { createReplyReader } from "./reply-reader";
import { type Answer, post } from "./upstream";

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

/** Null where nothing more comes. */
type Bytes = Uint8Array | null;
type Read = () => Promise<Bytes>;

const plainDialect = dialectSchema.parse({});

/** After its finish reason a reply is whole; the usage may still come, and is not worth a long wait. */
const usageGraceMs = 2_000;
/** A stream that has said its last word ends at once, and its connection serves the next call. */
const endGraceMs = 1_000;

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

  async function* stream(request: ModelRequest, caller: AbortSignal): AsyncGenerator<ModelEvent, void> {
    const call = limitCall(caller, limits.totalMs);
    const rules = { told, lenientFinish, mayBeEmpty: request.mayBeEmpty ?? false };
    let answer: Answer | undefined;
    let isWhole = false;
    try {
      call.signal.throwIfAborted();
      const { path, body: asked } = requestOf(request, { origin, upstreamModel, dialect });
      const { contentType, body, first } = await call.within(
        limits.firstByteMs,
        "timeout_first_byte",
        `${origin} did not begin to answer`,
        async () => {
          answer = await post(upstream, path, asked, told, call.signal);
          return { ...answer, first: await answer.body.read() };
        },
      );
      const read = (ms: number) => call.within(ms, "timeout_idle", `${origin} sent nothing more`, body.read);
      const patiently: Read = () => read(limits.idleMs);
      const beginning = await untilSomethingIsSaid(first, patiently);
      const shape = shapeOf(contentType, beginning.sign);
      if (shape === "page")
        throw new ModelFault("malformed", `${origin} answered with a web page; correct the base URL.`);
      if (shape === "document") {
        const reader = createReplyReader(rules);
        const documents = documentsIn(await readWhole(beginning, patiently));
        for (const data of documents) yield* reader.take({ event: "message", data });
        isWhole = true;
        return yield reader.end(false);
      }

      const feed = createReplyFeed(rules);
      for (const blank of beginning.blanks) feed.push(blank);
      for (let bytes = beginning.bytes; bytes && !feed.isOver(); ) {
        yield* spoken(feed.push(bytes));
        if (feed.isOver()) break;
        call.signal.throwIfAborted();
        try {
          bytes = await read(feed.isFinished() ? Math.min(limits.idleMs, usageGraceMs) : limits.idleMs);
        } catch (error) {
          if (!feed.isFinished() || caller.aborted) throw error;
          break;
        }
      }
      isWhole = feed.isOver();
      yield* spoken(feed.end());
    } catch (error) {
      throw faultOfError(call.signal.aborted && !(error instanceof ModelFault) ? call.signal.reason : error, told);
    } finally {
      answer?.body.leave(isWhole ? endGraceMs : 0);
      call.close();
    }
  }

  return { stream };
}

function* spoken({ events, fault }: Heard): Generator<ModelEvent, void> {
  yield* events;
  if (fault !== null) throw fault;
}

type Beginning = { blanks: Uint8Array[]; bytes: Bytes; sign: string };

/** Reads on to the first sign that is not white space: some proxies send blanks to keep the line open. */
async function untilSomethingIsSaid(first: Bytes, read: Read): Promise<Beginning> {
  const blanks: Uint8Array[] = [];
  for (let bytes = first; ; bytes = await read()) {
    const sign = bytes === null ? "" : firstSign(bytes);
    if (bytes === null || sign !== "") return { blanks, bytes, sign };
    blanks.push(bytes);
  }
}

const blankBytes = new Set([9, 10, 11, 12, 13, 32]);

function firstSign(bytes: Uint8Array): string {
  const first = bytes.find((byte) => !blankBytes.has(byte)) ?? 32;
  if (first < 128) return String.fromCharCode(first).trim();
  return new TextDecoder().decode(bytes).trimStart().slice(0, 1);
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

async function readWhole({ blanks, bytes: first }: Beginning, read: Read): Promise<string> {
  const pieces = [...blanks];
  for (let bytes = first; bytes; bytes = await read()) pieces.push(bytes);
  return new TextDecoder().decode(Buffer.concat(pieces));
}
