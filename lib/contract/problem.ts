import type { AppErrorCode, FieldErrors } from "@/lib/base/app-error";

/** What every failed request answers with (RFC 9457), as `application/problem+json`. */
export type Problem = {
  /** `urn:realchat:problem:<code>` */
  type: string;
  title: string;
  status: number;
  code: AppErrorCode;
  /** For a person: what happened, what was kept and what to do. */
  detail: string;
  requestId: string;
  /** One message per offending field, keyed by its path in the input. */
  fields?: FieldErrors;
  /** What resolves it, e.g. `{ dialogue, turns }` after a conflict or `{ errors: SeedLineError[] }` after an import. */
  details?: unknown;
};

export const problemMediaType = "application/problem+json";

/** HTTP status and title of each error code. */
export const problemKinds: Record<AppErrorCode, { status: number; title: string }> = {
  unauthenticated: { status: 401, title: "Sign in first" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  malformed: { status: 400, title: "The request cannot be read" },
  invalid: { status: 422, title: "The input is not usable" },
  conflict: { status: 409, title: "It has changed meanwhile" },
  gone: { status: 410, title: "No longer available" },
  rate_limited: { status: 429, title: "Too many requests" },
  upstream: { status: 502, title: "Another service failed" },
  too_long: { status: 503, title: "It took too long" },
  cancelled: { status: 499, title: "Cancelled" },
  internal: { status: 500, title: "Something went wrong here" },
};

/** True when a response body is a problem document. */
export function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body && "requestId" in body;
}
