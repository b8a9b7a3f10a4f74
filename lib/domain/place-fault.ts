/** A place of training that did not do what was asked. The message is for a person, says what to do, and holds no secret. */
export class PlaceFault extends Error {
  /** `fix`: it stays so until a person changes something; `retry`: it may pass; `gone`: the place does not know the work any more. */
  readonly remedy: "fix" | "retry" | "gone";
  /** It asked to be left alone for so long. */
  readonly retryAfterMs?: number;
  /** Whether anything answered at all: false where the connection failed, so that nobody knows what arrived. */
  readonly wasAnswered: boolean;

  constructor(
    remedy: "fix" | "retry" | "gone",
    message: string,
    options: { retryAfterMs?: number; wasAnswered?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "PlaceFault";
    this.remedy = remedy;
    this.retryAfterMs = options.retryAfterMs;
    this.wasAnswered = options.wasAnswered ?? true;
  }
}
