import { type FaultKind, ModelFault } from "@/lib/domain/chat-model";
import { type Complaint, kindOfComplaint, readComplaint } from "./complaint";
import { hideSecrets } from "./secrets";

const longestRetryAfterMs = 600_000;
const excerptLength = 200;
/** Hiding secrets looks at every letter; nobody reads more than the excerpt of it. */
const mostRead = 4_000;

/** How an endpoint is named to a person, and what must never be told of it. */
export type Told = { origin: string; secrets: readonly string[] };

/** Translates whatever fetch or a broken body throws. */
export function faultOfError(error: unknown, { origin }: Told): ModelFault {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof ModelFault) return at;
  const code = rootCode(error);
  if (code === "UND_ERR_CONNECT_TIMEOUT")
    return new ModelFault("timeout_connect", `No connection to ${origin} came about in time.`, { cause: error });
  if (code.startsWith("Z_")) return new ModelFault("malformed", `${origin} sent a body that cannot be unpacked.`);
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE")
    return new ModelFault("malformed", `${origin} sent more than any reply can hold.`);
  return new ModelFault("network", `The connection to ${origin} failed (${code || "closed early"}).`, { cause: error });
}

/** Translates a body that came with a status of failure. */
export function faultOfRefusal(status: number, body: string, headers: Headers, told: Told): ModelFault {
  const said = readComplaint(body, status);
  return faultOfComplaint(said, told, retryAfterMs(headers) ?? said.waitMs);
}

/** Translates the error of a body or event that came with status 200. */
export function faultOfErrorBody(error: unknown, told: Told): ModelFault {
  const said = readComplaint(error);
  return faultOfComplaint(said, told, said.waitMs);
}

/**
 * Milliseconds to wait by `retry-after-ms` or `retry-after` (seconds or an HTTP date), within 0 and ten minutes: a
 * nonsensical header must not hold a run for years. Undefined when absent or unreadable.
 */
export function retryAfterMs(headers: Headers | undefined, now: number = Date.now()): number | undefined {
  const inMs = headers?.get("retry-after-ms");
  const given = headers?.get("retry-after");
  const ms = inMs ? Number(inMs) : given ? secondsOrDate(given, now) : Number.NaN;
  return Number.isNaN(ms) ? undefined : within(ms);
}

const within = (ms: number) => Math.min(Math.max(ms, 0), longestRetryAfterMs);

function secondsOrDate(value: string, now: number): number {
  const seconds = Number(value);
  return Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1_000;
}

function faultOfComplaint(said: Complaint, told: Told, waitMs: number | undefined): ModelFault {
  const kind = kindOfComplaint(said);
  const status = said.status === undefined ? "" : ` with status ${said.status}`;
  const words = excerpt(said.message || said.code, told);
  return new ModelFault(
    kind,
    `${told.origin} ${verdicts[kind] ?? "answered with an error"}${status}${words && `: ${words}`}`,
    { retryAfterMs: waitMs === undefined ? undefined : within(waitMs) },
  );
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

/** Enough to recognise the trouble; no secret, no control characters, nothing long. */
export function excerpt(text: string, { secrets }: Pick<Told, "secrets">, length = excerptLength): string {
  const clean = hideSecrets(text.slice(0, mostRead).replace(/\p{C}+/gu, " "), secrets);
  return clean.length > length ? `${clean.slice(0, length).replace(/[\ud800-\udbff]$/, "")}…` : clean;
}

function rootCode(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string") return at.code;
  return "";
}
