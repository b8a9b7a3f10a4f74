/** Vectors of texts, in their order and all of one length, with what the endpoint says it read; null where it says nothing. */
export type Embedded = { vectors: Float32Array[]; tokens: number | null };

/** The port through which texts become vectors that cost something. Throws a ModelFault, as a chat model does. */
export type EmbeddingModel = { embed(texts: readonly string[], signal: AbortSignal): Promise<Embedded> };
