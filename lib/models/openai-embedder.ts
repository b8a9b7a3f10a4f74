import * as z from "zod";
import { ModelFault } from "@/lib/domain/chat-model";
import { dialectSchema } from "@/lib/domain/dialect";
import type { Embedded, EmbeddingModel } from "@/lib/domain/embedding-model";
import { defaultCallLimits, type Gate, limitCall } from "./call-limits";
import { faultOfError, faultOfErrorBody, type Told } from "./faults";
import type { OpenaiModelOptions } from "./openai-model";
import { post } from "./upstream";

const replySchema = z.object({
  data: z.array(z.object({ index: z.number().int().min(0).optional(), embedding: z.array(z.number()).min(1) })),
  usage: z.object({ prompt_tokens: z.number().int().min(0).optional() }).nullish(),
});

/** More numbers than any model gives for one text. */
const mostDimensions = 16_384;

const plainDialect = dialectSchema.parse({});

/**
 * Vectors from an OpenAI-compatible /embeddings, by the connection rules, keys and limits that replies of chat models
 * have. Nothing is taken that is not one vector of finite numbers for each text, all of one length.
 */
export function openaiEmbedder(options: Omit<OpenaiModelOptions, "lenientFinish">): EmbeddingModel {
  const { baseUrl, upstreamModel, apiKey, dialect = plainDialect } = options;
  const limits = { ...defaultCallLimits, ...options.limits };
  const { origin } = new URL(baseUrl);
  const told: Told = { origin, secrets: [apiKey ?? "", ...Object.values(dialect.headers)] };
  const upstream = { baseUrl, apiKey, dialect, connectMs: limits.connectMs };

  async function embed(texts: readonly string[], caller: AbortSignal): Promise<Embedded> {
    const call = limitCall(caller, limits.totalMs);
    try {
      call.signal.throwIfAborted();
      const body = { model: upstreamModel, input: texts, encoding_format: "float" };
      const reply = await call.within(
        limits.firstByteMs,
        "timeout_first_byte",
        `${origin} did not answer`,
        async () => {
          const response = await post(upstream, "/embeddings", body, told, call.signal);
          return response.text();
        },
      );
      return readReply(reply, texts.length, told);
    } catch (error) {
      throw faultOfError(call.signal.aborted && !(error instanceof ModelFault) ? call.signal.reason : error, told);
    } finally {
      call.close();
    }
  }
  return { embed };
}

function readReply(reply: string, texts: number, told: Told): Embedded {
  const nonsense = (what: string) =>
    new ModelFault("malformed", `${told.origin} ${what}. Nothing of this reply is kept.`);
  let json: unknown;
  try {
    json = JSON.parse(reply);
  } catch {
    throw nonsense(/^\s*</.test(reply) ? "answered with a web page; correct the base URL" : "answered with no JSON");
  }
  if (typeof json === "object" && json !== null && "error" in json && json.error)
    throw faultOfErrorBody(json.error, told);
  const parsed = replySchema.safeParse(json);
  if (!parsed.success) throw nonsense("answered, but not with vectors as /embeddings gives them");
  const { data, usage } = parsed.data;
  if (data.length !== texts) throw nonsense(`gave ${data.length} vectors for ${texts} texts`);
  const vectors: (Float32Array | undefined)[] = new Array(texts);
  for (const [i, { index = i, embedding }] of data.entries()) {
    if (index >= texts || vectors[index]) throw nonsense("gave vectors whose numbers do not name a text each");
    const vector = Float32Array.from(embedding);
    if (!vector.every(Number.isFinite)) throw nonsense("gave numbers that are none");
    vectors[index] = vector;
  }
  const whole = vectors as Float32Array[];
  const dimensions = whole[0]?.length ?? 0;
  if (whole.some(({ length }) => length !== dimensions)) throw nonsense("gave vectors of different lengths");
  if (dimensions > mostDimensions) throw nonsense(`gave vectors of ${dimensions} numbers, more than any model gives`);
  return { vectors: whole, tokens: usage?.prompt_tokens ?? null };
}

/** Behind the gate of its endpoint: its calls wait there with all others, and its faults teach the gate. */
export function gatedEmbedder(model: EmbeddingModel, gate: Gate): EmbeddingModel {
  return {
    async embed(texts, signal) {
      const leave = await gate.enter(signal);
      let verdict: Parameters<typeof leave>[0] = "unserved";
      try {
        const embedded = await model.embed(texts, signal);
        verdict = "served";
        return embedded;
      } catch (error) {
        if (error instanceof ModelFault && (error.kind === "rate_limited" || error.retryAfterMs !== undefined))
          verdict = { retryAfterMs: error.retryAfterMs };
        throw error;
      } finally {
        leave(verdict);
      }
    },
  };
}
