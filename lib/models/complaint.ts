import type { FaultKind } from "@/lib/domain/chat-model";

/** What an endpoint says went wrong, wherever it said so: a body with a status, a body with status 200, or an event mid-stream. */
export type Complaint = {
  status?: number;
  /** Words for machines: codes, types, names of parameters. */
  code: string;
  /** Words for people, as the endpoint put them; empty where it has none. */
  message: string;
  /** As asked for in the body. */
  waitMs?: number;
};

const keys = (names: string) => new Set(names.split(/\s+/));
const codeKeys = keys("code type status param errorcode errortype errtype statuscode");
const wordKeys = keys(`error errors message messages msg detail details errordescription description reason title
  errormessage errormsg errmsg err fault faultstring raw metadata baseresp statusmsg statusmessage response data result
  info text problem violations fieldviolations failure cause innererror`);
const waitKeys = keys("retrydelay retryafter retryafterms retryafterseconds");
const deepest = 6;
const mostParts = 20;

/**
 * Reads an error in any of the shapes that servers have: nested or flat, `detail` as text or as a list, arrays, JSON
 * within JSON, JSON inside an event stream, XML, plain text. Of a web page the title is all that is for people.
 */
export function readComplaint(body: unknown, status?: number): Complaint {
  const found = { codes: [] as string[], words: [] as string[], statuses: [] as number[], waits: [] as number[] };

  function look(value: unknown, key: string, depth: number): void {
    if (depth > deepest || found.words.length > mostParts) return;
    const parsed = typeof value === "string" ? unpacked(value) : value;
    if (typeof parsed === "string") say(parsed);
    else if (Array.isArray(parsed)) for (const one of parsed.slice(0, mostParts)) look(one, key, depth + 1);
    else if (typeof parsed === "object" && parsed !== null) lookInto(parsed, depth);
  }

  function lookInto(object: object, depth: number): void {
    const where = "loc" in object && Array.isArray(object.loc) ? object.loc.join(".") : "";
    if (where !== "") found.codes.push(where);
    for (const [name, value] of Object.entries(object).slice(0, 100)) {
      const key = name.toLowerCase().replaceAll(/[-_]/g, "");
      if (codeKeys.has(key)) takeCode(value);
      else if (waitKeys.has(key)) found.waits.push(msOf(value, key));
      else if (key === "msg" && where !== "" && typeof value === "string") say(`${where}: ${value}`);
      else if (key === "errors" && isPlain(value)) for (const one of Object.values(value)) look(one, key, depth + 1);
      else if (wordKeys.has(key)) look(value, key, depth + 1);
    }
  }

  function takeCode(value: unknown): void {
    const number = Number(value);
    if (number >= 400 && number < 600) found.statuses.push(number);
    else if (typeof value === "string" || typeof value === "number") found.codes.push(String(value));
  }

  function say(text: string): void {
    const clean = text.trim().startsWith("<") ? wordsInMarkup(text) : text.trim();
    if (clean !== "" && !found.words.includes(clean)) found.words.push(clean);
  }

  look(body, "error", 0);
  const message = found.words.join(" · ");
  const waitMs = [...found.waits, waitInWords(message)].find((ms) => !Number.isNaN(ms));
  return { status: status ?? found.statuses[0], code: found.codes.join(" "), message, waitMs };
}

const isPlain = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function wordsInMarkup(text: string): string {
  const named = /<(?:\w+:)?(?:message|faultstring|error_?description|detail|title)\b[^<>]*>\s*([^<>]{1,1000}?)\s*</i;
  return named.exec(text)?.[1] ?? "";
}

/** JSON within a text, also where it came as events of a stream; any other text as it is. */
function unpacked(text: string): unknown {
  const events = text.match(/^data:.*$/gm)?.map((line) => line.slice("data:".length).trim());
  for (const candidate of events ?? [text.trim()]) {
    if (!/^[[{]/.test(candidate)) continue;
    try {
      return JSON.parse(candidate);
    } catch {
      // Not JSON after all: then it is what it says.
    }
  }
  return events ? events.filter((event) => event !== "[DONE]").join(" ") : text;
}

const unitsMs: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** "31s", "2.3s", "1m30s", 12 (seconds unless the key says milliseconds). */
function msOf(value: unknown, key: string): number {
  if (typeof value === "number") return value * (key.endsWith("ms") ? 1 : 1_000);
  if (typeof value !== "string") return Number.NaN;
  if (value.trim() !== "" && !Number.isNaN(Number(value))) return msOf(Number(value), key);
  return sumOfTimes(value);
}

/** "Please try again in 1m2.5s.", "retry after 20 seconds". */
function waitInWords(message: string): number {
  const said =
    /\b(?:try again|retry|wait)[^.\d]{0,40}?((?:\d+(?:\.\d+)?\s*(?:ms|s|m|h)[a-z]*[\s,]*(?:and\s+)?)+)/i.exec(message);
  return said?.[1] === undefined ? Number.NaN : sumOfTimes(said[1]);
}

function sumOfTimes(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|milli[a-z]*|[smh])[a-z]*/gi)];
  if (parts.length === 0) return Number.NaN;
  const msOfUnit = (unit: string) => unitsMs[/^m(?:s|illi)/i.test(unit) ? "ms" : (unit[0]?.toLowerCase() ?? "s")] ?? 0;
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * msOfUnit(unit ?? "s"), 0);
}

/** Codes, never words: a busy minute's message may mention plans and bills as well. */
const emptyPurse =
  /insufficient_(?:user_)?(?:quota|balance|funds|credits?)|billing_(?:hard_limit_reached|not_active)|exceeded_current_quota|arrearage|payment_required/i;

const emptyPurseInWords = /credit balance is too low|insufficient (?:balance|credits?|funds)/i;

/** As vLLM, SGLang, llama.cpp, TGI, Ollama, LM Studio, OpenAI, Azure, Anthropic, Gemini, Mistral and Cohere put it. */
const contextLength = [
  /context.?(?:length|window|size|limit)|exceeds? the (?:available )?context|context the overflows/i,
  /max(?:imum)?[ _](?:context|prompt|model|sequence)[ _]len/i,
  /range of input length|too many tokens|(?:prompt|input|request|messages?) (?:is|are) too (?:long|large)|prompt too long/i,
  /(?:prompt|input|decoder prompt)s?\b[^.]{0,80}(?:longer than|exceeds?)\b[^.]{0,60}(?:model|token|context|length)/i,
  /inputs?`? tokens? \+|inputs?`? must have less than \d+ tokens|reduce the length of/i,
];

const contentFilter =
  /content.?(?:filter|policy)|content management policy|responsibleai|was flagged|data_inspection_failed|sensitive_words/i;
const unknownModel =
  /model.?not.?found|(?:no such|unknown|invalid) model|model\b[^.]{0,200}\b(?:does not exist|not found)|not a valid model/i;
const badKey = /api.?key.{0,20}\b(?:not valid|invalid|expired|incorrect)|(?:invalid|incorrect|wrong).{0,3}api.?key/i;
const slowDown = /rate.?limit|too many requests|resource_exhausted|throttl/i;

const saysContext = (words: string) => contextLength.some((pattern) => pattern.test(words));

/**
 * The status decides before words do: a 429 that mentions billing is a rate limit, and only where a status leaves open
 * what was wrong (400 and its like) do codes and words tell. Without a status they are all there is.
 */
export function kindOfComplaint({ status, code, message }: Complaint): FaultKind {
  const words = `${code} ${message}`;
  if (status === 402 || emptyPurse.test(code)) return "unauthorized";
  if (status === undefined) return kindOfRequest(words) ?? kindOfWords(words);
  if (status === 400 || status === 422)
    return (slowDown.test(code) ? "rate_limited" : kindOfRequest(words)) ?? "bad_request";
  if ((status === 403 || status === 451) && contentFilter.test(words)) return "content_filter";
  if (status === 500 && saysContext(words)) return "context_length";
  return kindOfStatus(status);
}

function kindOfStatus(status: number): FaultKind {
  if (status >= 300 && status < 400) return "refused_redirect";
  if (status === 401 || status === 403 || status === 407) return "unauthorized";
  if (status === 404 || status === 405 || status === 410) return "unknown_model";
  if (status === 429) return "rate_limited";
  if (status === 413) return "context_length";
  if ([408, 409, 424, 425, 498, 499].includes(status) || status >= 500) return "overloaded";
  return "bad_request";
}

/** What can be wrong with a request that was read. */
function kindOfRequest(words: string): FaultKind | null {
  if (saysContext(words)) return "context_length";
  if (contentFilter.test(words)) return "content_filter";
  if (badKey.test(words) || emptyPurseInWords.test(words)) return "unauthorized";
  if (unknownModel.test(words)) return "unknown_model";
  return null;
}

function kindOfWords(words: string): FaultKind {
  if (slowDown.test(words)) return "rate_limited";
  if (/\bauth|api.?key|permission/i.test(words)) return "unauthorized";
  if (/overload|server|unavailable|capacity|internal|busy|timed? ?out/i.test(words)) return "overloaded";
  return "malformed";
}
