import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import type { Endpoint } from "@/lib/contract/endpoint";
import { endpoints } from "@/lib/contract/endpoints";
import type { EndpointName } from "@/lib/contract/paths";
import { prisma } from "@/lib/data/prisma";
import { makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation } from "@/lib/testing/judging";
import { makeQueue } from "@/lib/testing/review";

withDatabase();

const paged = Object.entries<Endpoint>(endpoints).flatMap(([name, { response }]) =>
  response instanceof z.ZodObject && "nextCursor" in response.shape ? [name as EndpointName] : [],
);
let token: string;
let params: Record<string, string>;

/** Three of each and more, born in the same moment: only their ids tell them apart. */
beforeAll(async () => {
  const lead = await makeUser();
  token = await giveToken(lead.id);
  const viewer = { id: lead.id, name: lead.name, email: lead.email, roles: ["lead" as const] };
  const { evaluationId } = await makeEvaluation({ lead: viewer });
  const { queue } = await makeQueue({ lead: viewer });
  params = { evaluationId, queueId: queue.id };
  const three = ["c", "a", "b"];
  const at = { createdAt: new Date("2026-05-04T03:02:01.234Z") };
  await prisma.seedSet.createMany({ data: three.map((id) => ({ id, name: id, kind: "question", size: 0, ...at })) });
  const shipped = { name: "ours", origin: "own", createdAt: new Date("2020-01-01T00:00:00Z") };
  const imported = three.map((id) => ({ id, name: id, origin: "imported", ...at }));
  await prisma.benchmark.createMany({ data: [...imported, { ...shipped, id: "own" }] });
  const later = { ...shipped, id: "own-later", createdAt: new Date("2020-01-02T00:00:00Z") };
  const sets = [...imported, later, { ...shipped, id: "own" }].map((set) => ({ ...set, prompts: [] }));
  await prisma.promptSet.createMany({ data: sets });
  const judge = { evaluationId, judge: "judge", mode: "pair", personId: lead.id, ...at };
  await prisma.judgeRun.createMany({ data: three.map((id) => ({ ...judge, id, promptSetId: "own" })) });
});

type Page = { items: { id: string }[]; nextCursor: string | null };

async function read(name: EndpointName, query: string): Promise<Page> {
  const response = await callRoute(name, { token, params, query });
  expect(response.status).toBe(200);
  return response.json();
}

it.each([
  ["listSeedSets", ["c", "b", "a"]],
  ["listBenchmarks", ["own", "c", "b", "a"]],
  ["listPromptSets", ["own", "own-later", "c", "b", "a"]],
  ["listJudgeRuns", ["a", "b", "c"]],
] as const)("%s tells each entry once, page by page, in one order", async (name, expected) => {
  const found: string[] = [];
  let query = "?limit=1";
  for (let page = await read(name, query); ; page = await read(name, query)) {
    found.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    query = `?limit=1&cursor=${page.nextCursor}`;
  }
  expect(found).toEqual(expected);
  expect((await read(name, "?limit=200")).items.map(({ id }) => id)).toEqual(expected);
});

describe("a cursor that no list gave", () => {
  const forged = [
    ["x", "id"],
    ["99999999999999999", "id"],
    ["0000-01-01T00:00:00.000Z", "id"],
    ["1", "\u0000"],
    [1],
    {},
  ];
  const texts = ["nonsense", ...forged.map((parts) => Buffer.from(JSON.stringify(parts)).toString("base64url"))];

  it.each(paged)("is refused in words by %s", async (name) => {
    for (const text of texts) {
      const response = await callRoute(name, { token, params, query: `?cursor=${text}` });
      expect([text, response.status]).toEqual([text, 422]);
    }
  });
});
