/** A destination that did not take what was sent. The message is for a person, says what to do, and holds no secret. */
export class DestinationFault extends Error {
  /** `fix`: it stays so until a person changes something; `retry`: it may pass. */
  readonly remedy: "fix" | "retry";
  /** It asked to be left alone for so long: that uses up no try. */
  readonly retryAfterMs?: number;

  constructor(remedy: "fix" | "retry", message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "DestinationFault";
    this.remedy = remedy;
    this.retryAfterMs = options.retryAfterMs;
  }
}
