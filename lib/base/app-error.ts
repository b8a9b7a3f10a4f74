/** The closed set of things that can go wrong for a caller; `lib/http` maps each to one HTTP status. */
export type AppErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "malformed"
  | "invalid"
  | "conflict"
  | "gone"
  | "rate_limited"
  | "upstream"
  | "too_long"
  | "cancelled"
  | "internal";

/** One message per offending field, keyed by its path in the input (`sampling.temperature`). */
export type FieldErrors = Record<string, string>;

type AppErrorOptions = {
  cause?: unknown;
  fields?: FieldErrors;
  /** What the caller needs to resolve the error, e.g. the current head after a lost compare-and-set. Must be JSON. */
  details?: unknown;
  /** Seconds after which the same may be tried again. */
  retryAfter?: number;
};

/**
 * An error meant for a person: the message says what happened, what was kept and what to do next.
 * Everything else that is thrown is a bug and reaches the caller as `internal` with a request id only.
 */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly fields?: FieldErrors;
  readonly details?: unknown;
  readonly retryAfter?: number;

  constructor(code: AppErrorCode, message: string, { cause, fields, details, retryAfter }: AppErrorOptions = {}) {
    super(message, { cause });
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
    this.details = details;
    this.retryAfter = retryAfter;
  }
}
