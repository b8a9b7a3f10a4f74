/** The chance of each text, in their order, that a person wrote it, with what the endpoint says it read; null where it says nothing. */
export type Detected = { chances: number[]; tokens: number | null };

/** The port of a detector that others made. Throws a ModelFault, as a chat model does. */
export type Detector = { detect(texts: readonly string[], signal: AbortSignal): Promise<Detected> };
