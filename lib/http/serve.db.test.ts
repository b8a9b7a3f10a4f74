import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { endpoints } from "@/lib/contract/endpoints";
import { type EndpointName, paths } from "@/lib/contract/paths";
import { prisma } from "@/lib/data/prisma";
import { may, type Role } from "@/lib/domain/viewer";
import { makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken, type RouteCall } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";

withDatabase();

const names = Object.keys(paths) as EndpointName[];
const tokens = new Map<Role, string>();

function call(name: EndpointName, { as, ...rest }: RouteCall & { as?: Role } = {}) {
  return callRoute(name, { token: as && tokens.get(as), ...rest });
}

beforeAll(async () => {
  for (const role of ["lead", "annotator", "evaluator"] as const) {
    const { id } = await makeUser({ roles: [role] });
    tokens.set(role, await giveToken(id));
  }
});

describe("who may call what", () => {
  const guarded = names.filter((name) => endpoints[name].access !== "public");

  it.each(guarded)("%s: nobody without signing in", async (name) => {
    const response = await call(name);
    expect([response.status, await response.json()]).toMatchObject([401, { code: "unauthenticated" }]);
  });

  it.each(
    guarded.flatMap((name) => (["lead", "annotator", "evaluator"] as const).map((role) => [name, role] as const)),
  )("%s as %s", async (name, role) => {
    const { access } = endpoints[name];
    const isOpen = access === "member" || access === "account";
    const allowed = isOpen || (access !== "public" && access !== "owner" && may({ roles: [role] }, access));
    // An unknown query field: whoever is let in is then told so, and nothing happens.
    const response = await call(name, { as: role, query: "?no_such_field=1" });
    expect(response.status).toBe(allowed ? 422 : 403);
  });
});

describe("requests that are refused whole", () => {
  const seedSet = { name: "Set", kind: "question", seeds: [{ question: "Why?" }] };

  it.each([
    ["a field nobody knows", { ...seedSet, colour: "red" }, {}, 422],
    ["no JSON", "{", {}, 400],
    ["a NUL", '{"name":"a\\u0000b","kind":"question","seeds":[{"question":"Why?"}]}', {}, 400],
    ["half a character", '{"name":"\\ud800","kind":"question","seeds":[{"question":"Why?"}]}', {}, 400],
    ["another type", seedSet, { "content-type": "text/plain" }, 415],
  ])("%s", async (_, body, headers, status) => {
    const response = await call("createSeedSet", { as: "lead", body, headers });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await prisma.seedSet.count()).toBe(0);
  });

  it("a body over the limit", async () => {
    const response = await call("createApiToken", { as: "lead", body: { name: "x".repeat(2 ** 20) } });
    expect(response.status).toBe(413);
  });

  it("a write from another site", async () => {
    const account = { name: "Eve", email: "eve@test.dev", password: "a long enough password" };
    for (const headers of [{ origin: "http://localhost:4000" }, { "sec-fetch-site": "same-site" }] as Record<
      string,
      string
    >[])
      expect((await call("createFirstAccount", { body: account, headers })).status).toBe(403);
  });
});

describe("a file", () => {
  const query = "?name=Sent&kind=question&format=seed_lines";
  const headers = { "content-type": "text/plain" };
  const send = (body: unknown, more: RouteCall = {}) =>
    call("importSeedSet", { as: "lead", query, body, headers, ...more });

  it("comes in as it is, plain or gzip, and once under an Idempotency-Key", async () => {
    const keyed = { ...headers, "idempotency-key": "file" };
    const first = await send("Why?\nHow?\n", { headers: keyed });
    expect([first.status, await first.json()]).toMatchObject([201, { name: "Sent", size: 2 }]);
    expect((await send("Why?\nHow?\n", { headers: keyed })).status).toBe(201);
    const packed = await send(new Blob([gzipSync("Why?\n")]), {
      headers: { "content-type": "application/octet-stream", "content-encoding": "gzip" },
    });
    expect([packed.status, await packed.json()]).toMatchObject([201, { size: 1 }]);
    expect(await prisma.seedSet.count({ where: { name: "Sent" } })).toBe(2);
    await prisma.seedSet.deleteMany({ where: { name: "Sent" } });
  });

  it("in another encoding is stored as it reads once that is named, and not before", async () => {
    const latin1 = new Blob([Uint8Array.of(0x47, 0x72, 0xfc, 0xdf, 0x65, 0x3f)]);
    const bad = await send(latin1);
    expect([bad.status, await bad.json()]).toMatchObject([422, { details: { errors: [{ line: 1 }] } }]);
    expect(await prisma.seedSet.count({ where: { name: "Sent" } })).toBe(0);
    const told = await send(latin1, { query: `${query}&encoding=windows-1252` });
    expect(told.status).toBe(201);
    const { seeds } = await prisma.seedSet.findFirstOrThrow({ where: { name: "Sent" }, include: { seeds: true } });
    expect(seeds.map(({ question }) => question)).toEqual(["Grüße?"]);
    await prisma.seedSet.deleteMany({ where: { name: "Sent" } });
  });

  it("is previewed by its first lines, of which the last may be cut off, and nothing is stored", async () => {
    const before = await prisma.seedSet.count();
    const shown = async (body: string, more: string) =>
      (await call("previewSeeds", { as: "lead", query: `?kind=question&${more}`, body, headers })).json();
    const cut = 'question,answer\n"Why?",Because.\n"How';
    expect(await shown(cut, "format=seed_csv&part=yes")).toEqual({
      seeds: [{ question: "Why?" }],
      errors: [],
      isAll: false,
    });
    expect(await shown(cut, "format=seed_csv")).toMatchObject({ errors: [{ line: 3 }], isAll: true });
    const many = await shown("Why?\n".repeat(9), "format=seed_lines");
    expect(many).toEqual({ seeds: Array(5).fill({ question: "Why?" }), errors: [], isAll: false });
    expect(await prisma.seedSet.count()).toBe(before);
  });

  it("is refused with its lines, its type or for the right, and nothing is stored", async () => {
    const bad = await send('{"question":"Why?"}\n{oops\n', { query: query.replace("lines", "jsonl") });
    expect([bad.status, await bad.json()]).toMatchObject([422, { details: { errors: [{ line: 2, column: 2 }] } }]);
    expect((await send("Why?", { headers: { "content-type": "multipart/form-data" } })).status).toBe(415);
    const elsewhere = { ...headers, origin: "http://localhost:4000" };
    expect((await call("importSeedSet", { query, body: "Why?", headers: elsewhere })).status).toBe(403);
    expect((await call("importSeedSet", { as: "evaluator", query, body: "Why?", headers })).status).toBe(403);
    expect(await prisma.seedSet.count({ where: { name: "Sent" } })).toBe(0);
  });

  it("that cannot be written is a problem, not a short file", async () => {
    const params = { evaluationId: "evl_none" };
    const response = await call("exportEvaluation", { as: "lead", params, query: "?format=question" });
    expect([response.status, response.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
  });
});

describe("an Idempotency-Key", () => {
  const body = { name: "Once", kind: "question", seeds: [{ question: "Why?" }] };

  it("makes 50 parallel repeats one request with one answer", async () => {
    const headers = { "idempotency-key": "once" };
    const responses = await Promise.all(
      Array.from({ length: 50 }, () => call("createSeedSet", { as: "lead", body, headers })),
    );
    const ids = await Promise.all(responses.map(async (response) => ((await response.json()) as { id?: string }).id));
    expect(new Set(responses.map((response) => response.status))).toEqual(new Set([201]));
    expect(new Set(ids).size).toBe(1);
    expect(await prisma.seedSet.count({ where: { name: "Once" } })).toBe(1);
  });

  it("is refused for another request, and stores no secret", async () => {
    const other = await call("createSeedSet", {
      as: "lead",
      body: { ...body, name: "Other" },
      headers: { "idempotency-key": "once" },
    });
    expect(other.status).toBe(422);
    const headers = { "idempotency-key": "secret" };
    const first = (await (await call("createApiToken", { as: "lead", body: { name: "ci" }, headers })).json()) as {
      token: string;
    };
    expect((await call("createApiToken", { as: "lead", body: { name: "ci" }, headers })).status).toBe(409);
    expect(JSON.stringify(await prisma.idempotencyKey.findMany())).not.toContain(first.token);
  });
});

describe("a model's key", () => {
  const canary = "sk-canary-4f1d0c9b7a";
  const model = { name: "M", baseUrl: "https://one.example/v1", upstreamModel: "m", contextWindow: 8_192 };

  it("never comes out again, by any door or table", async () => {
    const made = await call("createModel", {
      as: "lead",
      body: { ...model, apiKey: canary },
      headers: { "idempotency-key": "key" },
    });
    const { id: modelId, hasKey } = (await made.clone().json()) as { id: string; hasKey: boolean };
    expect([made.status, hasKey]).toEqual([201, true]);
    const params = { modelId };
    const answers = [
      made,
      await call("listModels", { as: "evaluator" }),
      await call("getModel", { as: "lead", params }),
      await call("updateModel", { as: "lead", params, body: { ...model, name: "N" } }),
      // Without the key it must not be taken along to another origin.
      await call("updateModel", { as: "lead", params, body: { ...model, baseUrl: "https://two.example/v1" } }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([201, 200, 200, 200, 422]);
    for (const answer of answers) expect(await answer.text()).not.toContain(canary);
    const { sealedKey, ...row } = await prisma.model.findUniqueOrThrow({ where: { id: modelId } });
    expect(Buffer.from(sealedKey ?? []).includes(canary)).toBe(false);
    expect(JSON.stringify([row, await prisma.idempotencyKey.findMany()])).not.toContain(canary);
  });
});
