import { createHash } from "node:crypto";
import { join } from "node:path";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { fillPath, splitPath } from "@/lib/contract/fill-path";
import { type EndpointName, paths } from "@/lib/contract/paths";
import { insertApiToken } from "@/lib/data/api-tokens";
import { type Grant, scopeSchema } from "@/lib/domain/api-token";
import { onlyProject } from "@/lib/domain/only-project";

const origin = "http://localhost:3000";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

export type RouteCall = {
  /** An API token, see {@link giveToken}. */
  token?: string;
  body?: unknown;
  query?: string;
  /** Those of the path that are not given are "nothing". */
  params?: Record<string, string>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

/** Calls an endpoint through the route file itself, as Next would. A body that is text, a file or a stream is sent as it is. */
export async function callRoute(name: EndpointName, call: RouteCall = {}): Promise<Response> {
  const { token, body, query = "", params = {}, headers = {}, signal } = call;
  const { method, path } = splitPath(paths[name]);
  const given = Object.fromEntries(
    [...path.matchAll(/\{(\w+)\}/g)].map(([, key = ""]) => [
      key,
      params[key] ?? (key === "project" ? onlyProject : "nothing"),
    ]),
  );
  const file = join(import.meta.dirname, "../../app", path.replace(/\{(\w+)\}/g, "[$1]"), "route.ts");
  const handler: Handler = (await import(file))[method];
  const isRaw = typeof body === "string" || body instanceof Blob || body instanceof ReadableStream;
  const sent = body !== undefined && { body: isRaw ? body : JSON.stringify(body), duplex: "half" };
  const request = new Request(`${origin}${fillPath(paths[name], given)}${query}`, {
    method,
    signal,
    headers: {
      host: "localhost:3000",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(sent && { "content-type": "application/json" }),
      ...headers,
    },
    ...sent,
  });
  return handler(request, { params: Promise.resolve(given) });
}

/** A token with which the API takes a request for that person's; without limits unless told. */
export async function giveToken(personId: string, limits: Partial<Omit<Grant, "closedIn">> = {}): Promise<string> {
  const token = `rct_${newId("apiToken")}`;
  const tokenHash = createHash("sha256").update(token).digest("hex");
  const { scopes = scopeSchema.options, projectId = null, role = null, expiresAt = null } = limits;
  const what = { id: newId("apiToken"), personId, name: "test", tokenHash };
  await insertApiToken({ ...what, scopes: [...scopes], projectId, role, expiresAt });
  return token;
}

/** Every endpoint that only reads. */
export const reads = (Object.keys(paths) as EndpointName[]).filter((name) => paths[name].startsWith("GET "));

type Reading = { token: string; params: Record<string, string>; search: string };

/** All that a read sends, refusals too; of a stream what it sends first. Throws where the question itself was wrong. */
export async function readRoute(name: EndpointName, { token, params, search }: Reading): Promise<string> {
  const query = queryFor(name, params, search);
  if (name === "events") return beginningOf(query, token);
  const response = await callRoute(name, { token, params, query });
  if (response.status === 422) throw new Error(`${name} is asked otherwise: ${await response.text()}`);
  return response.text();
}

function queryFor(name: EndpointName, params: Record<string, string>, search: string): string {
  const { dialogueId = "nothing", snapshotId = "nothing" } = params;
  if (name === "listSnippets") return `?q=${search}&dialogues=${dialogueId}`;
  if (name === "compareSnapshots" || name === "getSnapshotChange") return `?from=${snapshotId}`;
  if (name === "previewDialogueScores" || name === "previewDataSetScores") return "?modelId=mdl_none&dialogues=1";
  if (name === "estimateDetector") return `?modelId=mdl_none&snapshotId=${snapshotId}`;
  if (name === "listSnapshotChanges") return `?from=${snapshotId}&kind=changed`;
  if (name === "exportDialogues") return "?format=sharegpt&verdict=any";
  if (name === "exportEvaluation") return "?format=human_votes";
  if (name === "getInvitation") return `?token=${"x".repeat(40)}`;
  return name === "events" ? `?dialogues=${dialogueId}` : "";
}

async function beginningOf(query: string, token: string): Promise<string> {
  const page = new AbortController();
  const stream = await callRoute("events", { token, query, signal: page.signal });
  let text = "";
  for await (const chunk of must(stream.body, "a stream").pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes('"snapshot"')) break;
  }
  page.abort();
  return text;
}
