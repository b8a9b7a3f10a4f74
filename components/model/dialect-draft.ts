import type { FieldErrors } from "@/lib/base/app-error";
import type { Dialect, Omittable } from "@/lib/domain/dialect";

/** How an endpoint wants to be asked, as typed. */
export type DialectDraft = {
  lengthParameter: "usual" | NonNullable<Dialect["lengthParameter"]>;
  systemRole: Dialect["systemRole"];
  keyHeader: Dialect["keyHeader"];
  /** Of these, what is sent. */
  stream_options: boolean;
  temperature: boolean;
  top_p: boolean;
  seed: boolean;
  stop: boolean;
  /** Empty: as the base URL has it. */
  apiVersion: string;
  /** One header a line, `Name: value`. */
  headers: string;
  /** A JSON object; empty for none. */
  body: string;
};

export const omittables = ["stream_options", "temperature", "top_p", "seed", "stop"] as const satisfies Omittable[];

export function dialectDraftOf(dialect: Dialect | null): DialectDraft {
  const sends = (name: Omittable) => !dialect?.omits.includes(name);
  const body = dialect?.body ?? {};
  return {
    lengthParameter: dialect?.lengthParameter ?? "usual",
    systemRole: dialect?.systemRole ?? "system",
    keyHeader: dialect?.keyHeader ?? "authorization",
    stream_options: sends("stream_options"),
    temperature: sends("temperature"),
    top_p: sends("top_p"),
    seed: sends("seed"),
    stop: sends("stop"),
    apiVersion: dialect?.apiVersion ?? "",
    headers: Object.entries(dialect?.headers ?? {})
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
    body: Object.keys(body).length > 0 ? JSON.stringify(body, null, 2) : "",
  };
}

/** What is sent; of a draft without {@link faultsOfDialect}. */
export function dialectOf(draft: DialectDraft): Dialect {
  const { lengthParameter, systemRole, keyHeader } = draft;
  return {
    lengthParameter: lengthParameter === "usual" ? null : lengthParameter,
    systemRole,
    keyHeader,
    omits: omittables.filter((name) => !draft[name]),
    apiVersion: draft.apiVersion.trim() || null,
    headers: Object.fromEntries(headerLines(draft.headers)),
    body: readObject(draft.body) ?? {},
  };
}

/** What could not be sent at all; the rest the server says. */
export function faultsOfDialect({ headers, body }: DialectDraft): FieldErrors {
  const faults: FieldErrors = {};
  const wrong = headerLines(headers).find(([name, value]) => name === "" || value === "");
  if (wrong) faults["dialect.headers"] = "One header a line, like X-Title: RealChat";
  if (readObject(body) === null) faults["dialect.body"] = 'A JSON object, like {"enable_thinking": false}';
  return faults;
}

function headerLines(text: string): [string, string][] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const colon = line.indexOf(":");
    return colon < 0 ? [line.trim(), ""] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
}

/** Null for what is not a JSON object. */
function readObject(text: string): Record<string, unknown> | null {
  if (text.trim() === "") return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null;
  } catch {
    return null;
  }
}

const words: Record<Omittable, string> = {
  stream_options: "no stream_options",
  temperature: "no temperature",
  top_p: "no top p",
  seed: "no seed",
  stop: "no stop strings",
};

/** What a proposal changes against what is stored, each in words. */
export function changesIn(proposal: Dialect, stored: Dialect): string[] {
  const changes = proposal.omits.filter((name) => !stored.omits.includes(name)).map((name) => words[name]);
  if (proposal.lengthParameter !== stored.lengthParameter && proposal.lengthParameter)
    changes.push(`the length as ${proposal.lengthParameter}`);
  if (proposal.systemRole !== stored.systemRole)
    changes.push(
      proposal.systemRole === "user"
        ? "the system text with the first message"
        : `the system text as ${proposal.systemRole}`,
    );
  if (proposal.apiVersion !== stored.apiVersion && proposal.apiVersion)
    changes.push(`api-version=${proposal.apiVersion} in the address`);
  if (proposal.keyHeader !== stored.keyHeader) changes.push(`the key in the header ${proposal.keyHeader}`);
  return changes;
}
