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
