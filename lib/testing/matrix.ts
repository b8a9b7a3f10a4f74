import type { Endpoint } from "@/lib/contract/endpoint";
import { endpoints } from "@/lib/contract/endpoints";
import { splitPath } from "@/lib/contract/fill-path";
import { type EndpointName, paths } from "@/lib/contract/paths";
import { prisma } from "@/lib/data/prisma";
import { manifestName } from "@/lib/domain/training/manifest";
import { may, type Role } from "@/lib/domain/viewer";
import { nounsOfParams } from "@/lib/http/named-in-path";
import { makeUser } from "./builders";
import { callRoute, giveToken } from "./call-route";
import { exampleCall, type Ids, paramsOf, variantsOf } from "./example-input";
import { type FurnishedProject, type Named, neverWas, signedIn } from "./furnished-project";

export const endpointNames = Object.keys(paths) as EndpointName[];

/** Somebody with a role in one project, or an account that is in none. */
export type Caller = { role: Role | null; where: FurnishedProject | null; cookie: string; token: string };

export async function makeCaller(role: Role | null, where: FurnishedProject | null): Promise<Caller> {
  const { id } = await makeUser({ name: `${role} of ${where?.slug ?? "nothing"}` });
  await prisma.membership.deleteMany({ where: { personId: id } });
  if (where && role)
    await prisma.membership.create({ data: { projectId: where.projectId, personId: id, roles: [role] } });
  return { role, where, cookie: (await signedIn(id)).cookie, token: await giveToken(id) };
}

export type Credential = "session" | "token";
/** Whose ids a request names; `foreign inside`: where the path is one's own, what query and body name is not. */
export type Whose = "own" | "foreign" | "random" | "foreign inside" | "random inside";
export type Cell = { name: EndpointName; caller: Caller; whose: Whose; credential: Credential; variant: number };

/** Two projects, and those who ask at the address of the first. */
export type Matrix = { ours: FurnishedProject; theirs: FurnishedProject; callers: Caller[] };

/** What a request names in its path, and what inside of it. */
export function namedBy({ ours, theirs }: Matrix, whose: Whose): { path: Named; inside: Named } {
  const random = neverWas(theirs);
  const inside = whose === "own" ? ours : whose.startsWith("foreign") ? theirs : random;
  return { path: whose.endsWith("inside") ? ours : inside, inside };
}

/** True where the role may call it, if what it names is there. */
export function isLetIn({ access }: Endpoint, { role, where }: Caller, ours: FurnishedProject): boolean {
  if (access === "public" || access === "account") return true;
  if (access === "owner" || where !== ours || role === null) return false;
  return access === "member" || may({ roles: [role] }, access);
}

/** True for a call that names something: its path, or what its query and body hold. */
export function namesSomething(name: EndpointName, ids: Ids, variant: number): boolean {
  return paramsOf(name).length > 0 || exampleCall(endpoints[name], ids, variant).namesSomething;
}

export function cellsOf(matrix: Matrix): Cell[] {
  const { ours, callers } = matrix;
  const everybodys: Whose[] = ["own", "foreign", "random"];
  const credentials: Credential[] = ["session", "token"];
  return endpointNames.flatMap((name) => {
    const endpoint: Endpoint = endpoints[name];
    const variants = Math.max(
      variantsOf(endpoint.query),
      "kind" in (endpoint.body ?? {}) ? 1 : variantsOf(endpoint.body as never),
    );
    const hasBoth = paramsOf(name).length > 0 && exampleCall(endpoint, ours.ids).namesSomething;
    const whose: Whose[] = hasBoth ? [...everybodys, "foreign inside", "random inside"] : everybodys;
    return callers.flatMap((caller) =>
      whose.flatMap((of) =>
        credentials.flatMap((credential) => {
          // What a body says in its other forms is looked at only where somebody is let in.
          const forms = isLetIn(endpoint, caller, ours) && credential === "token" ? variants : 1;
          return Array.from({ length: forms }, (_, variant) => ({
            name,
            caller,
            whose: of,
            credential,
            variant,
          })).filter(
            // A form that names nothing inside is the same whosever it would be.
            ({ variant }) => !of.endsWith("inside") || exampleCall(endpoint, ours.ids, variant).namesSomething,
          );
        }),
      ),
    );
  });
}

export type Heard = { status: number; text: string };

/**
 * Asks what a cell says, at the address of the first project. A write that would be done is not: it carries a query field
 * that does not exist, and whoever is let in is told so (422).
 */
export async function askCell(matrix: Matrix, { name, caller, whose, credential, variant }: Cell): Promise<Heard> {
  const endpoint: Endpoint = endpoints[name];
  const { path, inside } = namedBy(matrix, whose);
  const call = exampleCall(endpoint, inside.ids, variant);
  const isDone = splitPath(paths[name]).method !== "GET" && isLetIn(endpoint, caller, matrix.ours);
  const spares = isDone && (whose === "own" || !namesSomething(name, inside.ids, variant));
  const aborted = new AbortController();
  const response = await callRoute(name, {
    ...call,
    query: spares ? "?no_such_field=1" : call.query,
    params: { ...paramsIn(path, name), project: matrix.ours.slug },
    ...(credential === "token" ? { token: caller.token } : {}),
    headers: { ...call.headers, ...(credential === "session" && { cookie: caller.cookie }) },
    signal: aborted.signal,
  });
  const isStream = endpoint.media !== undefined && response.status === 200;
  const text = isStream ? "" : await response.text();
  aborted.abort();
  return { status: response.status, text };
}

/** The params of an endpoint's path, besides the project, by what is there. */
export function paramsIn(there: Named, name: EndpointName): Record<string, string> {
  return Object.fromEntries(paramsOf(name).map((param) => [param, paramFrom(param, there)]));
}

/** What stands for a `{param}`. */
export function paramFrom(param: string, { ids, apiTokenId, groupId }: Named): string {
  if (param === "apiTokenId") return apiTokenId;
  if (param === "accountId") return ids.member;
  if (param === "fileName") return manifestName;
  const noun = nounsOfParams[param as keyof typeof nounsOfParams];
  return noun ? ids[noun] : groupId;
}

/** An answer less what differs from one request to the next. */
export function alike({ status, text }: Heard): string {
  return `${status} ${text.replace(/"requestId":"[^"]*"/, "").replaceAll(/[a-z]{3}_[0-9a-z]{20}/g, "ID")}`;
}
