import * as z from "zod";
import type { Embedded, EmbeddingModel } from "@/lib/domain/embedding-model";
import { type JsonEndpoint, type JsonEndpointOptions, jsonEndpoint } from "./json-endpoint";

const replySchema = z.object({
  data: z.array(z.object({ index: z.number().int().min(0).optional(), embedding: z.array(z.number()).min(1) })),
  usage: z.object({ prompt_tokens: z.number().int().min(0).optional() }).nullish(),
});

/** More numbers than any model gives for one text. */
const mostDimensions = 16_384;

/**
 * Vectors from an OpenAI-compatible /embeddings. Nothing is taken that is not one vector of finite numbers for each text, all
 * of one length.
 */
export function openaiEmbedder(options: JsonEndpointOptions): EmbeddingModel {
  const endpoint = jsonEndpoint(options);
  return {
    async embed(texts, signal) {
      const body = { model: options.upstreamModel, input: texts, encoding_format: "float" };
      return readReply(await endpoint.ask("/embeddings", body, signal), texts.length, endpoint);
    },
  };
}

function readReply(json: unknown, texts: number, { nonsense }: JsonEndpoint): Embedded {
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
