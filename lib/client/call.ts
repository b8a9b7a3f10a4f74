import type { AnswerOf, InputOf } from "@/lib/contract/endpoints";
import { everydayPaths } from "@/lib/contract/everyday-paths";
import { fillPath, splitPath } from "@/lib/contract/fill-path";
import type { EndpointName } from "@/lib/contract/paths";
import { isProblem } from "@/lib/contract/problem";
import { ClientError } from "./client-error";
import { projectHere } from "./project-here";

type Input<N extends EndpointName> = InputOf<N> & {
  /** Its id, where it is another one than the page's. */
  project?: string;
  signal?: AbortSignal;
  /** Same key, same body: done once, however often it is sent. */
  idempotencyKey?: string;
  /** Of a file: how much of it has left, 0 to 1. */
  onProgress?: (share: number) => void;
};

type LooseInput = {
  project?: string;
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
  idempotencyKey?: string;
  onProgress?: (share: number) => void;
};

/** Addresses of endpoints ("METHOD /address") by their names. */
type Table<Name extends EndpointName> = Record<Name, string>;

/** What calls the endpoints of a table, and what calls them by name. */
export type Caller<Name extends EndpointName> = <N extends Name>(name: N, input: Input<N>) => Promise<AnswerOf<N>>;

/**
 * Calls an endpoint by name, out of a table that the page has. Resolves with its answer; rejects with a
 * {@link ClientError}, or with the abort when `signal` fires.
 */
export function callerOf<Name extends EndpointName>(table: Table<Name>): Caller<Name> {
  return async (name, input) => {
    const { signal } = input as LooseInput;
    const response = await send(table[name], input as LooseInput).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new ClientError(
        "offline",
        "The studio could not be reached, so nothing is known to be saved. Check the connection and try again.",
      );
    });
    if (response.status === 204) return undefined as AnswerOf<typeof name>;
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok && answer !== null) return answer as AnswerOf<typeof name>;
    throw isProblem(answer)
      ? new ClientError(answer.code, answer.detail, answer)
      : new ClientError("internal", `The studio answered with status ${response.status}, nothing readable. Try again.`);
  };
}

function send(endpoint: string, input: LooseInput): Promise<Response> {
  const { body, signal, idempotencyKey, onProgress } = input;
  const { method } = splitPath(endpoint);
  const url = addressOf(endpoint, input);
  const headers: Record<string, string> = { accept: "application/json" };
  if (idempotencyKey) headers["idempotency-key"] = idempotencyKey;
  if (body instanceof Blob) return sendFile(url, { method, headers, body, signal, onProgress });
  if (body !== undefined) headers["content-type"] = "application/json";
  return fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal });
}

/**
 * The URL of a call: path with params, and the query fields that are set. Also for event streams, and for links: one that
 * the server draws already names its project, since only the browser knows which is here.
 */
export function urlsOf<Name extends EndpointName>(table: Table<Name>) {
  return <N extends Name>(name: N, input: InputOf<N> & { project?: string }): string =>
    addressOf(table[name], input as LooseInput);
}

function addressOf(endpoint: string, input: LooseInput): string {
  const { project = projectHere().id, params = {}, query = {} } = input;
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value));
  }
  return fillPath(endpoint, { project, ...params }) + (search.size > 0 ? `?${search}` : "");
}

/** Of what every page may call; see {@link callerOf}. */
export const call = callerOf(everydayPaths);

/** See {@link urlsOf}. */
export const urlOf = urlsOf(everydayPaths);

type FileToSend = {
  method: string;
  headers: Record<string, string>;
  body: Blob;
  signal?: AbortSignal;
  /** How much of it has left, 0 to 1. */
  onProgress?: (share: number) => void;
};

/**
 * `fetch` for a file: streamed from the disk as it is, and telling how far it is, which fetch does not. Rejects where no
 * answer came, and when `signal` fires.
 */
function sendFile(url: string, { method, headers, body, signal, onProgress }: FileToSend): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
    request.onerror = () => reject(new TypeError("No answer came"));
    request.onabort = () => reject(new DOMException("Aborted", "AbortError"));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}
