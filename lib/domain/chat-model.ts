/**
 * The port through which a dialogue is written: any model that continues a rendered prompt. Implementations live in
 * `lib/models`; `lib/simulation` knows only this file.
 */

export type ChatMessage = { role: "system" | "user" | "assistant"; content: string };

/** What is sent upstream: a message list, or one text to be continued until a stop string. */
export type Prompt = { kind: "chat"; messages: ChatMessage[] } | { kind: "completion"; text: string; stop: string[] };

export type Usage = { promptTokens: number; completionTokens: number };

export type ModelRequest = {
  prompt: Prompt;
  temperature?: number;
  topP?: number;
  maxTokens: number;
  /** Same seed, same prompt: same text, as far as the endpoint keeps that promise. */
  seed?: number;
  stop?: string[];
  /**
   * Texts that already follow this prompt. The embedded model, which retrieves whole turns, passes them over; endpoints
   * have no field for it and write another text under another seed.
   */
  avoid?: string[];
  /** True for the user simulator, whose empty turn means that it has nothing more to say; otherwise empty is a fault. */
  mayBeEmpty?: boolean;
};

/** Why the model itself stopped. `unknown` only from endpoints marked lenient, which never say. */
export const finishReasons = ["stop", "length", "content_filter", "unknown"] as const;
export type FinishReason = (typeof finishReasons)[number];

/** The switch for endpoints that say nothing, or "stop" with every piece; messages name it as the form does. */
export const lenientSwitch = "This server does not say when a reply is whole";

export type ModelEvent =
  | { type: "text"; text: string }
  | { type: "reasoning"; text: string }
  /** Always last, exactly once; its absence means the answer is not complete. `usage` is null when unreported. */
  | { type: "done"; finishReason: FinishReason; usage: Usage | null };

export type ChatModel = {
  /**
   * Streams one reply. Ends with a `done` event or throws a {@link ModelFault}; aborting `signal` closes the upstream
   * connection and throws a fault of kind `cancelled`.
   */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
};

/** Counts tokens of a text in (or near) the tokenizer of the model that will read it. */
export type CountTokens = (text: string) => number;

export const faultKinds = [
  "rate_limited",
  "overloaded",
  "timeout_connect",
  "timeout_first_byte",
  "timeout_idle",
  "timeout_total",
  "network",
  "truncated",
  "empty",
  "malformed",
  "context_length",
  "content_filter",
  "unauthorized",
  "unknown_model",
  "bad_request",
  "refused_redirect",
  "cancelled",
] as const;

export type FaultKind = (typeof faultKinds)[number];

/**
 * What is to be done about a fault: `retry` the turn later; `park` the dialogue for a person; `pause` the whole run,
 * since every further call would fail the same way (wrong key, no such model).
 */
export type FaultRemedy = "retry" | "park" | "pause";

const remedies: Record<FaultKind, FaultRemedy> = {
  rate_limited: "retry",
  overloaded: "retry",
  timeout_connect: "retry",
  timeout_first_byte: "retry",
  timeout_idle: "retry",
  timeout_total: "retry",
  network: "retry",
  truncated: "retry",
  empty: "retry",
  malformed: "retry",
  context_length: "park",
  content_filter: "park",
  unauthorized: "pause",
  unknown_model: "pause",
  bad_request: "park",
  refused_redirect: "pause",
  cancelled: "retry",
};

/** A reply that did not come to be. The message is for a person and never holds an upstream body verbatim beyond a short excerpt. */
export class ModelFault extends Error {
  readonly kind: FaultKind;
  readonly retryAfterMs?: number;

  constructor(kind: FaultKind, message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "ModelFault";
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }

  get remedy(): FaultRemedy {
    return remedies[this.kind];
  }

  /** An endpoint that asks to come back later is busy, not failing: that uses up no try. */
  get isBusy(): boolean {
    return this.kind === "rate_limited" || (this.kind === "overloaded" && this.retryAfterMs !== undefined);
  }
}
