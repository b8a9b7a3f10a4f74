import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { withDatabase } from "@/lib/testing/database";
import { everyRole, furnishProject } from "@/lib/testing/furnished-project";
import {
  type Caller,
  type Credential,
  type Matrix,
  makeCaller,
  namedBy,
  paramFrom,
  type Whose,
} from "@/lib/testing/matrix";

/** What the browser sends along with the page that is asked for. */
const sent = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => sent.headers,
  cookies: async () => ({ get: () => undefined }),
}));

withDatabase();

const folder = join(import.meta.dirname, "../../app/(studio)/projects/[project]");
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
  /(^|\/)page\.tsx$/.test(path),
);

let matrix: Matrix;

beforeAll(async () => {
  const [ours, theirs] = [await furnishProject("quokka"), await furnishProject("numbat")];
  const places = everyRole.flatMap((role) => [[role, ours] as const, [role, theirs] as const]);
  const callers = [...places, [null, null] as const].map(([role, where]) => makeCaller(role, where));
  matrix = { ours, theirs, callers: await Promise.all(callers) };
}, 60_000);

type PageOf = (given: { params: Promise<object>; searchParams: Promise<object> }) => Promise<unknown>;

/** What the server answers for a page: "page" with all that it holds, or how it was refused. */
async function open(
  path: string,
  params: object,
  headers: Record<string, string>,
): Promise<{ how: string; held: string }> {
  const { default: page } = (await import(join(folder, path))) as { default: PageOf };
  sent.headers = new Headers(headers);
  try {
    const drawn = await page({ params: Promise.resolve(params), searchParams: Promise.resolve({}) });
    return { how: "page", held: textOf(drawn) };
  } catch (error) {
    const { digest = "" } = error as { digest?: string };
    if (/;404$/.test(digest)) return { how: "not found", held: "" };
    if (/^NEXT_REDIRECT;.*;\/sign-in/.test(digest)) return { how: "sent to sign in", held: "" };
    throw error;
  }
}

function textOf(drawn: unknown): string {
  const seen = new WeakSet<object>();
  return JSON.stringify(drawn, (_, value: unknown) => {
    if (typeof value !== "object" || value === null) return typeof value === "function" ? undefined : value;
    if (seen.has(value)) return undefined;
    seen.add(value);
    return value;
  });
}

it("every page × role here, elsewhere, nowhere × own, foreign, random ids × session, token: nothing unexpected", async () => {
  const wrong: string[] = [];
  let [asked, opened] = [0, 0];
  const ask = async (path: string, caller: Caller, whose: Whose, credential: Credential) => {
    const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, param = ""]) => param);
    const { path: named } = namedBy(matrix, whose);
    const params = Object.fromEntries(names.map((param) => [param, paramFrom(param, named)]));
    const { how, held } = await open(
      path,
      Object.assign(params, { project: matrix.ours.slug }),
      {
        session: { cookie: caller.cookie },
        token: { authorization: `Bearer ${caller.token}` },
      }[credential],
    );
    asked += 1;
    if (how === "page") opened += 1;
    const isThere = caller.where === matrix.ours && (whose === "own" || names.length === 0);
    // No token opens a page: whoever comes with one is sent to sign in.
    const expected = credential === "token" ? "sent to sign in" : isThere ? "page" : "not found";
    const told = ["numbat", ...Object.values(matrix.theirs.ids)].filter((word) => held.includes(word));
    if (how !== expected || told.length > 0)
      wrong.push(`${path} as ${caller.role} of ${caller.where?.slug}, ${whose} ids, by ${credential}: ${how} ${told}`);
  };
  for (const path of pages)
    for (const caller of matrix.callers)
      for (const whose of ["own", "foreign", "random"] as const)
        for (const credential of ["session", "token"] as const) await ask(path, caller, whose, credential);
  process.stdout.write(`pages: ${asked} asked, ${opened} opened, ${wrong.length} unexpected\n`);
  expect(wrong).toEqual([]);
}, 120_000);
