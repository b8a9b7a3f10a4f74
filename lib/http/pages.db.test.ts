import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import type { Endpoint } from "@/lib/contract/endpoint";
import { endpoints } from "@/lib/contract/endpoints";
import type { EndpointName } from "@/lib/contract/paths";
import { prisma } from "@/lib/data/prisma";
import type { DialogueAct } from "@/lib/domain/decision";
import { usualRecipe } from "@/lib/domain/training/recipe";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation } from "@/lib/testing/judging";
import { makeQueue } from "@/lib/testing/review";
import { embeddedSpec } from "@/lib/testing/trainings";

withDatabase();

const paged = Object.entries<Endpoint>(endpoints).flatMap(([name, { response }]) =>
  response instanceof z.ZodObject && "nextCursor" in response.shape ? [name as EndpointName] : [],
);
let token: string;
let params: Record<string, string>;

/** Three of each and more, born in the same moment: only their ids tell them apart. */
beforeAll(async () => {
  const lead = await makeUser();
  await prisma.user.update({ where: { id: lead.id }, data: { isOwner: true } });
  token = await giveToken(lead.id);
  const viewer = { id: lead.id, name: lead.name, email: lead.email, roles: ["lead" as const] };
  const { evaluationId } = await makeEvaluation({ lead: viewer });
  const { queue, dialogueIds } = await makeQueue({ lead: viewer });
  params = { evaluationId, queueId: queue.id, dialogueId: must(dialogueIds[0], "a dialogue"), memberId: lead.id };
  const members = { list: { dialogueIds } };
  const { id: dataSetId } = await createDataSet(viewer, { name: "A list", note: "", members });
  params.dataSetId = dataSetId;
  params.snapshotId = (await createSnapshot(viewer, { dataSetId, note: "" })).id;
  const three = ["c", "a", "b"];
  const file = { name: "Talks", format: "sharegpt", fileName: "", digest: "", personId: lead.id };
  params.importId = (await prisma.import.create({ data: { id: newId("import"), ...file } })).id;
  const asked = { filter: {}, asked: { kinds: ["email"] }, personId: lead.id };
  params.scanId = (await prisma.scan.create({ data: { id: newId("scan"), ...asked } })).id;
  const at = { createdAt: new Date("2026-05-04T03:02:01.234Z") };
  await prisma.seedSet.createMany({ data: three.map((id) => ({ id, name: id, kind: "question", size: 0, ...at })) });
  const shipped = { name: "ours", origin: "own", createdAt: new Date("2020-01-01T00:00:00Z") };
  const imported = three.map((id) => ({ id, name: id, origin: "imported", ...at }));
  await prisma.benchmark.createMany({ data: [...imported, { ...shipped, id: "own" }] });
  const later = { ...shipped, id: "own-later", createdAt: new Date("2020-01-02T00:00:00Z") };
  const sets = [...imported, later, { ...shipped, id: "own" }].map((set) => ({ ...set, prompts: [] }));
  await prisma.promptSet.createMany({ data: sets });
  const judge = { evaluationId, judge: "judge", mode: "pair", personId: lead.id, ...at };
  const { spec, seed } = await prisma.evaluation.findUniqueOrThrow({ where: { id: evaluationId } });
  const named = three.map((id) => ({ id, name: id, personId: lead.id, ...at }));
  const evaluations = named.map((one) => ({ ...one, spec: spec as object, seed, status: "paused" }));
  await prisma.evaluation.createMany({ data: evaluations });
  await prisma.reviewQueue.createMany({ data: named.map((one) => ({ ...one, spec: queue.spec, status: "paused" })) });
  const exports = three.map((id) => ({ id, recipe: usualRecipe("snp_1"), personId: lead.id, ...at }));
  await prisma.trainingExport.createMany({ data: exports });
  params.exportId = "a";
  const taken = { exportId: "a", fileName: "train.json", fromByte: 0, personId: lead.id, ...at };
  await prisma.exportDownload.createMany({ data: three.map((id) => ({ id, ...taken })) });
  const hub = { id: "dst", kind: "hub", name: "Hub", address: { kind: "hub", repo: "a/b" }, personId: lead.id };
  const pushed = three.map((id) => ({ id, exportId: "a", personId: lead.id, ...at }));
  const trained = embeddedSpec("snp_1", "Ours");
  const training = { id: "trj", name: "Ours", spec: trained, way: "embedded", personId: lead.id };
  await prisma.trainingJob.create({ data: training });
  params.trainingId = "trj";
  const published = three.map((id) => ({ id, trainingJobId: "trj", personId: lead.id, ...at }));
  const sent = { pushes: { createMany: { data: pushed } }, publications: { createMany: { data: published } } };
  await prisma.destination.create({ data: { ...hub, ...sent } });
  const version = { queueId: queue.id, text: "Be kind.", reasons: [], fields: [], personId: lead.id };
  await prisma.guideline.createMany({ data: [2, 3].map((number) => ({ ...version, version: number })) });
  await prisma.judgeRun.createMany({ data: three.map((id) => ({ ...judge, id, promptSetId: "own" })) });
});

type Page = { items: { id?: string; version?: number }[]; nextCursor: string | null };

async function read(name: EndpointName, query: string): Promise<Page> {
  const response = await callRoute(name, { token, params, query });
  expect(response.status).toBe(200);
  return response.json();
}

function keysOf({ items }: Page): unknown[] {
  return items.map(({ id, version }) => id ?? version);
}

it.each([
  ["listSeedSets", "", ["c", "b", "a"]],
  ["listBenchmarks", "", ["own", "c", "b", "a"]],
  ["listPromptSets", "", ["own", "own-later", "c", "b", "a"]],
  ["listJudgeRuns", "", ["a", "b", "c"]],
  ["listTrainingExports", "", ["c", "b", "a"]],
  ["listExportDownloads", "", ["c", "b", "a"]],
  ["listPublications", "", ["c", "b", "a"]],
  ["listEvaluations", "&status=paused", ["c", "b", "a"]],
  ["listQueues", "&status=paused", ["c", "b", "a"]],
  ["listGuidelines", "", [3, 2, 1]],
] as const)("%s tells each entry once, page by page, in one order", async (name, filter, expected) => {
  const found: unknown[] = [];
  let query = `?limit=1${filter}`;
  for (let page = await read(name, query); ; page = await read(name, query)) {
    found.push(...keysOf(page));
    if (page.nextCursor === null) break;
    query = `?limit=1${filter}&cursor=${page.nextCursor}`;
  }
  expect(found).toEqual(expected);
  expect(keysOf(await read(name, `?limit=200${filter}`))).toEqual(expected);
});

it("tells what people did and said of a dialogue page by page, newest first", async () => {
  const { dialogueId = "" } = params;
  const acts: DialogueAct[] = [
    { kind: "tag", tags: ["odd"] },
    { kind: "comment", turnId: null, text: "Nice", mentions: [] },
    { kind: "comment", turnId: null, text: "Really", mentions: [] },
  ];
  for (const act of acts) await callRoute("actOnDialogue", { token, params, body: { act, seconds: 1 } });
  const first = await read("listDecisions", "?limit=2");
  const rest = await read("listDecisions", `?limit=2&cursor=${first.nextCursor}`);
  expect([first, rest].map(({ items }) => items)).toMatchObject([
    [{ dialogueId, act: acts[2] }, { act: acts[1] }],
    [{ act: acts[0] }],
  ]);
  const said = await read("listDecisions", "?only=comments&limit=1");
  expect(said.items).toMatchObject([{ act: acts[2] }]);
  const before = await read("listDecisions", `?only=comments&limit=1&cursor=${said.nextCursor}`);
  expect(before).toMatchObject({ items: [{ act: acts[1] }], nextCursor: null });
});

describe("a cursor that no list gave", () => {
  const forged = [
    ["x", "id"],
    ["99999999999999999", "id"],
    ["0000-01-01T00:00:00.000Z", "id"],
    ["2026-13-45T00:00:00.000Z", "id"],
    ["infinity", "id"],
    ["1e3", "id"],
    ["-1", "id"],
    ["1", "\u0000"],
    [1],
    {},
  ];
  const texts = ["nonsense", ...forged.map((parts) => Buffer.from(JSON.stringify(parts)).toString("base64url"))];

  it.each(paged)("is refused in words by %s", async (name) => {
    const more = name === "listSnapshotChanges" ? `&from=${params.snapshotId}&kind=added` : "";
    for (const text of texts) {
      const response = await callRoute(name, { token, params, query: `?cursor=${text}${more}` });
      expect([text, response.status]).toEqual([text, 400]);
    }
  });
});
