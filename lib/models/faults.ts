import { type FaultKind, ModelFault } from "@/lib/domain/chat-model";
import { type Complaint, readComplaint } from "@/lib/outbound/complaint";
import { RefusedAddress } from "@/lib/outbound/metadata-address";
import { retryAfterMs, withinPatience } from "@/lib/outbound/retry-after";
import { excerpt } from "@/lib/outbound/secrets";
import { kindOfComplaint } from "./kind-of-complaint";

/** How an endpoint is named to a person, and what must never be told of it. */
export type Told = { origin: string; secrets: readonly string[] };

/** Translates whatever fetch or a broken body throws. */
export function faultOfError(error: unknown, { origin }: Told): ModelFault {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof ModelFault) return at;
    if (at instanceof RefusedAddress) return new ModelFault("bad_request", at.message);
  }
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

function faultOfComplaint(said: Complaint, told: Told, waitMs: number | undefined): ModelFault {
  const kind = kindOfComplaint(said);
  const status = said.status === undefined ? "" : ` with status ${said.status}`;
  const words = excerpt(said.message || said.code, told);
  return new ModelFault(
    kind,
    `${told.origin} ${verdicts[kind] ?? "answered with an error"}${status}${words && `: ${words}`}`,
    { retryAfterMs: waitMs === undefined ? undefined : withinPatience(waitMs) },
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

function rootCode(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string") return at.code;
  return "";
}
