import { must } from "@/lib/base/assert";
import { noteSpending } from "@/lib/data/budgets";
import type { Queryable } from "@/lib/data/sql";
import { insertVectors } from "@/lib/data/statistics/vectors";
import { untilReachable } from "@/lib/data/until-reachable";
import { type CountTokens, type FaultKind, ModelFault } from "@/lib/domain/chat-model";
import type { EmbeddingModel } from "@/lib/domain/embedding-model";
import { costOf, type Model } from "@/lib/domain/model";

export type VectorTools = {
  signal: AbortSignal;
  countTokens: CountTokens;
  report: (progress: { done: number; total: number }) => Promise<void>;
  note: (text: string) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
};

export type AskedText = { hash: Buffer; text: string; tokens: number };

type Endpoint = { entry: Model; embedder: EmbeddingModel; source: string; dimensions: number | null };
type Came = { written: number; refused: number; dimensions: number | null };

/** An endpoint gave vectors of another length than before. */
export class OtherLength extends Error {}

/** An endpoint that says so of a batch may mean one text of it. */
const ofOneText = new Set<FaultKind>(["bad_request", "context_length", "content_filter"]);

/**
 * One call for many texts; its vectors and what they cost are kept together or not at all. Where the endpoint, which gave
 * vectors before, refuses a batch, it is asked for each half, until what it refuses is a text alone, which cost nothing.
 */
export async function payForVectors(
  batch: AskedText[],
  endpoint: Endpoint,
  tools: Pick<VectorTools, "signal" | "whileHeld" | "countTokens">,
): Promise<Came> {
  const { entry, embedder, source } = endpoint;
  const texts = batch.map(({ text, tokens }) => cutTo(entry.contextWindow, text, tokens));
  const embedded = await embedder.embed(texts, tools.signal).catch((error: unknown) => {
    const isOfOneText = error instanceof ModelFault && ofOneText.has(error.kind) && endpoint.dimensions !== null;
    if (isOfOneText) return null;
    throw error;
  });
  if (embedded === null) return payForHalves(batch, endpoint, tools);
  const { vectors, tokens } = embedded;
  const dimensions = must(vectors[0], "the first vector").length;
  const usage = {
    promptTokens: tokens ?? batch.reduce((sum, text) => sum + Math.min(text.tokens, entry.contextWindow), 0),
    completionTokens: 0,
  };
  const rows = batch.map(({ hash }, i) => ({ hash, vector: must(vectors[i], "its vector") }));
  await untilReachable(() =>
    tools.whileHeld(async (tx) => {
      await insertVectors(tx, { source, dimensions }, rows);
      await noteSpending(costOf(entry, usage), usage.promptTokens, tx);
    }),
  );
  if (endpoint.dimensions !== null && dimensions !== endpoint.dimensions)
    throw new OtherLength(
      `${entry.name} gave vectors of ${dimensions} numbers, and ${endpoint.dimensions} before. Vectors of two lengths cannot be compared. Both are kept. If it answers with ${dimensions} from now on, ask again: the page says first what the others would cost anew.`,
    );
  return { written: batch.length, refused: 0, dimensions };
}

async function payForHalves(
  batch: AskedText[],
  endpoint: Endpoint,
  tools: Parameters<typeof payForVectors>[2],
): Promise<Came> {
  if (batch.length === 1) return { written: 0, refused: 1, dimensions: endpoint.dimensions };
  const middle = batch.length >> 1;
  const one = await payForVectors(batch.slice(0, middle), endpoint, tools);
  const other = await payForVectors(batch.slice(middle), endpoint, tools);
  return { ...one, written: one.written + other.written, refused: one.refused + other.refused };
}

/** The beginning of a text that is longer than what the model reads. */
function cutTo(window: number, text: string, tokens: number): string {
  if (tokens <= window) return text;
  const length = Math.floor((text.length * window * 0.9) / tokens);
  // Not between the halves of a pair.
  return text.slice(0, length).replace(/[\ud800-\udbff]$/u, "");
}
