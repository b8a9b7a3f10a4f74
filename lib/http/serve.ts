import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import {
  type Endpoint,
  type HandlerOutput,
  isFile,
  type OutgoingFile,
  type ParsedBody,
  type ParsedQuery,
  type ResumableFile,
} from "@/lib/contract/endpoint";
import { type Endpoints, endpoints } from "@/lib/contract/endpoints";
import { splitPath } from "@/lib/contract/fill-path";
import { type EndpointName, type PathParams, paths } from "@/lib/contract/paths";
import { requireNamed } from "@/lib/data/named";
import { inProject, streamInProject } from "@/lib/data/project-at-work";
import type { Grant } from "@/lib/domain/api-token";
import { blindfolded } from "@/lib/domain/blindfolded";
import type { Account } from "@/lib/domain/project";
import { type NamedIds, namedIn } from "@/lib/domain/reference";
import { isStorable } from "@/lib/domain/storable-text";
import type { Viewer } from "@/lib/domain/viewer";
import { streamFrom } from "./byte-range";
import { faultsOf } from "./faults-of";
import { fileIdentity, readFile, streamFile } from "./files";
import { namedInPath } from "./named-in-path";
import { once } from "./once";
import { problemResponse } from "./problem-response";
import { parseInput, parseJson, parseQuery, readBody } from "./read-input";
import { checkOrigin } from "./same-origin";
import { inTurn } from "./turns-of-person";
import { type Admitted, admit, bearerOf } from "./viewer";

/** A request after all that can be refused was refused. */
export type Call<N extends EndpointName> = {
  viewer: Endpoints[N]["access"] extends "public" ? null : Viewer;
  account: Endpoints[N]["access"] extends "public" ? null : Account;
  /** What the API token lets through; null of a session. */
  grant: Grant | null;
  params: PathParams<N>;
  query: ParsedQuery<Endpoints[N]>;
  body: ParsedBody<Endpoints[N]>;
  request: Request;
};

/** The answer itself, or a whole response where it is a stream or carries a cookie. */
type Answer<N extends EndpointName> = HandlerOutput<Endpoints[N]> | Response;
type Handler<N extends EndpointName> = (call: Call<N>) => Answer<N> | Promise<Answer<N>>;
type RouteHandler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;

/**
 * The only way to make a route handler: who, from where, may they, is it well-formed, was it asked before, is what it names
 * there; then the handler; then the answer or a problem document. The contract decides all but the handler.
 */
export function serve<N extends EndpointName>(name: N, handler: Handler<N>): RouteHandler {
  const endpoint: Endpoint = endpoints[name];
  return async (request, context) => {
    const requestId = newId("request");
    try {
      const { project: named, ...params } = readParams(await context.params);
      if (request.method !== "GET" && bearerOf(request.headers) === undefined) checkOrigin(request);
      const admitted = await admit(endpoint, request, named);
      const { projectId } = admitted;
      const answered = () => answer(name, handler, admitted, { endpoint, request, params, requestId });
      return await (projectId === null ? answered() : inProject(projectId, answered, raterOf(admitted)));
    } catch (error) {
      return problemResponse(error, requestId);
    }
  };
}

type Asked = { endpoint: Endpoint; request: Request; params: Record<string, string>; requestId: string };

async function answer<N extends EndpointName>(
  name: N,
  handler: Handler<N>,
  { account, grant, viewer, projectId }: Admitted,
  { endpoint, request, params, requestId }: Asked,
): Promise<Response> {
  const url = new URL(request.url);
  const query = parseQuery(endpoint.query, url.searchParams);
  const { body, identity } = await takeBody(endpoint, request);
  const named = projectId === null ? [] : namedBy(endpoint, { params, query, body });
  // The contract's types hold for what its schemas have just parsed; the generic cannot follow them.
  const call = { viewer, account, grant, params, query, body, request } as unknown as Call<N>;
  const handle = async () => {
    await requireNamed(named);
    return handler(call);
  };
  const work = () => (viewer ? inTurn(viewer.id, handle) : handle());
  const key = request.headers.get("idempotency-key");
  const status = endpoint.status ?? 200;
  const given =
    viewer && key !== null && splitPath(paths[name]).method === "POST"
      ? await once(
          {
            personId: viewer.id,
            key,
            endpoint: name,
            request: `${projectId ?? ""} ${url.pathname}${url.search}\n${identity}`,
            secret: endpoint.secret ?? false,
            status,
          },
          work,
        )
      : await work();
  if (!(given instanceof Response)) checkAnswer(name, endpoint, given);
  const rater = raterOf({ viewer });
  return respond(endpoint, given, { status, requestId, request, projectId, rater });
}

function raterOf({ viewer }: Pick<Admitted, "viewer">): string | null {
  return viewer && blindfolded(viewer);
}

function readParams(params: unknown): Record<string, string> {
  const given = { ...(params as Record<string, string>) };
  if (!Object.values(given).every(isStorable)) throw new AppError("not_found", "There is nothing at this address.");
  return given;
}

type Input = { params: Record<string, string>; query: unknown; body: unknown };

/** All that a request names, wherever it names it. */
function namedBy(endpoint: Endpoint, { params, query, body }: Input): NamedIds[] {
  return [
    ...namedInPath(params),
    ...(endpoint.query ? namedIn(endpoint.query, query) : []),
    ...(endpoint.body && !isFile(endpoint.body) ? namedIn(endpoint.body, body) : []),
  ];
}

/** The body, and what tells a repeat of the request from another one. JSON is read whole; a file is left to the handler. */
async function takeBody({ body, bodyLimit }: Endpoint, request: Request): Promise<{ body: unknown; identity: string }> {
  if (isFile(body)) return { body: readFile(request, body), identity: fileIdentity(request.headers) };
  const text = request.method === "GET" ? "" : await readBody(request, bodyLimit);
  if (body) return { body: parseInput(body, parseJson(text, request.headers.get("content-type"))), identity: text };
  if (text !== "" && text !== "{}") throw new AppError("invalid", "This request takes no body. Nothing was changed.");
  return { body: undefined, identity: text };
}

type About = { status: number; requestId: string; request: Request; projectId: string | null; rater: string | null };

async function respond(endpoint: Endpoint, answer: unknown, about: About): Promise<Response> {
  const { status, requestId } = about;
  const response =
    answer instanceof Response
      ? answer
      : isFile(endpoint.response)
        ? await sendFile(answer as OutgoingFile | ResumableFile, about)
        : status === 204
          ? new Response(null, { status })
          : Response.json(answer, { status });
  response.headers.set("x-request-id", requestId);
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  return response;
}

/**
 * Fails where an answer is not what the contract says, or says more. Asked in development and tests alone, for in
 * production an answer that is one field off still serves.
 */
export function checkAnswer(name: string, { response }: Endpoint, answer: unknown): void {
  if (process.env.NODE_ENV === "production" || isFile(response)) return;
  const faults = faultsOf(response, answer);
  if (faults.length > 0) throw new Error(`${name} answered other than its contract says:\n${faults.join("\n")}`);
}

/** A file is written while it is taken, after the handler is through: its reads stay in the project all the same. */
function sendFile(file: OutgoingFile | ResumableFile, { projectId, rater, request }: About): Promise<Response> {
  const inside = <T>(pieces: AsyncIterable<T>) =>
    projectId === null ? pieces : streamInProject(projectId, pieces, rater);
  return "pieces" in file
    ? streamFile({ ...file, pieces: inside(file.pieces) }, request.signal)
    : streamFrom({ ...file, from: (byte) => inside(file.from(byte)) }, request);
}
