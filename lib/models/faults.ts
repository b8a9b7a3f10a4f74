import { APIConnectionTimeoutError, APIError } from "openai";
import { type FaultKind, ModelFault } from "@/lib/domain/chat-model";

const longestRetryAfterMs = 600_000;
const excerptLength = 200;

/** What the endpoint says went wrong, wherever it said so: a status, a body with status 200, or an event mid-stream. */
type Complaint = { status?: number; code: string; message: string };

/** Translates whatever the SDK, fetch or a broken body throws. `origin` names the endpoint in the message. */
export function faultOfError(error: unknown, origin: string): ModelFault {
  if (error instanceof ModelFault) return error;
  if (error instanceof APIConnectionTimeoutError)
    return new ModelFault("timeout_connect", `No connection to ${origin} came about in time.`, { cause: error });
  if (error instanceof APIError && error.status !== undefined) {
    const said = complaintIn(error.error, error.status);
    return faultOfComplaint(said, origin, retryAfterMs(error.headers), error);
  }
  const code = rootCode(error);
  if (code.startsWith("Z_")) return new ModelFault("malformed", `${origin} sent a body that cannot be unpacked.`);
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE")
    return new ModelFault("malformed", `${origin} sent more than any reply can hold.`);
  return new ModelFault("network", `The connection to ${origin} failed (${code || "closed early"}).`, { cause: error });
}

/** Translates the `error` of a body or event that came with status 200. */
export function faultOfErrorBody(error: unknown, origin: string): ModelFault {
  return faultOfComplaint(complaintIn(error), origin);
}

/**
 * Milliseconds to wait by `retry-after-ms` or `retry-after` (seconds or an HTTP date), within 0 and ten minutes: a
 * nonsensical header must not hold a run for years. Undefined when absent or unreadable.
 */
export function retryAfterMs(headers: Headers | undefined, now: number = Date.now()): number | undefined {
  const inMs = headers?.get("retry-after-ms");
  const given = headers?.get("retry-after");
  const ms = inMs ? Number(inMs) : given ? secondsOrDate(given, now) : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), longestRetryAfterMs);
}

function secondsOrDate(value: string, now: number): number {
  const seconds = Number(value);
  return Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1_000;
}

function faultOfComplaint(said: Complaint, origin: string, waitMs?: number, cause?: unknown): ModelFault {
  const kind = kindOf(said);
  const status = said.status === undefined ? "" : ` with status ${said.status}`;
  const words = said.message === "" ? "" : `: ${said.message}`;
  return new ModelFault(kind, `${origin} ${verdicts[kind] ?? "answered with an error"}${status}${words}`, {
    retryAfterMs: waitMs,
    cause,
  });
}

const verdicts: Partial<Record<FaultKind, string>> = {
  rate_limited: "asks to slow down",
  overloaded: "is overloaded or failing",
  unauthorized: "refused the API key or its account",
  unknown_model: "does not know this model (or the base URL is wrong)",
  context_length: "says the dialogue is longer than its context window",
  content_filter: "withheld the reply by its content filter",
  bad_request: "refused the request",
  refused_redirect: "redirects elsewhere, which is never followed with a key; correct the base URL; it answered",
};

function kindOf({ status, code, message }: Complaint): FaultKind {
  const words = `${code} ${message}`.toLowerCase();
  // An empty purse looks like a rate limit, but no waiting cures it: like a wrong key, it stops every call.
  if (/insufficient_quota|billing|payment/.test(words) || status === 402) return "unauthorized";
  if (/context.?(length|window)|maximum context|too many tokens|prompt is too long/.test(words))
    return "context_length";
  if (/content.?(filter|policy)/.test(words)) return "content_filter";
  if (/model.?not.?found/.test(words)) return "unknown_model";
  return status === undefined ? kindOfWords(words) : kindOfStatus(status);
}

function kindOfStatus(status: number): FaultKind {
  if (status >= 300 && status < 400) return "refused_redirect";
  if (status === 401 || status === 403 || status === 407) return "unauthorized";
  if (status === 404 || status === 405 || status === 410) return "unknown_model";
  if (status === 429) return "rate_limited";
  if (status === 413) return "context_length";
  if (status === 408 || status === 409 || status === 425 || status >= 500) return "overloaded";
  return "bad_request";
}

function kindOfWords(words: string): FaultKind {
  if (/rate.?limit|too many requests/.test(words)) return "rate_limited";
  if (/auth|api.?key|permission/.test(words)) return "unauthorized";
  if (/overload|server|unavailable|capacity|internal/.test(words)) return "overloaded";
  return "malformed";
}

function complaintIn(error: unknown, status?: number): Complaint {
  if (typeof error !== "object" || error === null) return { status, code: "", message: excerpt(error) };
  const { code, type, message, status: inner } = error as Record<string, unknown>;
  const numeric = [code, inner].map(Number).find((value) => value >= 400 && value < 600);
  return { status: status ?? numeric, code: `${code ?? ""} ${type ?? ""}`, message: excerpt(message) };
}

/** Enough to recognise the trouble; no markup, no control characters, nothing long. */
function excerpt(text: unknown): string {
  if (typeof text !== "string" || text.trimStart().startsWith("<")) return "";
  const clean = text.replace(/\p{C}+/gu, " ").replace(/\b(sk|key|Bearer)[-_ ][\w*-]{6,}/g, "[key]");
  return clean.length > excerptLength ? `${clean.slice(0, excerptLength)}…` : clean;
}

function rootCode(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string") return at.code;
  return "";
}
