import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import type { EndpointName } from "@/lib/contract/paths";
import { prisma } from "@/lib/data/prisma";
import type { Destination } from "@/lib/domain/destination";
import type { Push } from "@/lib/domain/training/push";
import { usualRecipe } from "@/lib/domain/training/recipe";
import type { ExportDownload, TrainingExport } from "@/lib/domain/training/training-export";
import type { Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken, type RouteCall } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { bucketKey, startFakeBucket } from "@/lib/testing/fake-bucket";
import { startFakeHub } from "@/lib/testing/fake-hub";
import { doDueJobs } from "@/lib/testing/job-runner";
import { inJson } from "@/lib/testing/outside-server";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";

withDatabase();

let lead: Viewer;
let token: string;
let exported: TrainingExport;
let hub: Awaited<ReturnType<typeof startFakeHub>>;
let bucket: Awaited<ReturnType<typeof startFakeBucket>>;

beforeAll(async () => {
  hub = await startFakeHub();
  bucket = await startFakeBucket();
  lead = await makeViewer("Léa", ["lead"]);
  token = await giveToken(lead.id);
  const dialogueIds = [];
  for (let i = 0; i < 7; i++)
    dialogueIds.push((await makeDialogue({ status: "ended", texts: [`Why ${i}? 👋`, `So, says ${i}.`] })).dialogue.id);
  const members = { list: { dialogueIds } };
  const { id: dataSetId } = await createDataSet(lead, { name: "Talks & more", note: "", members });
  const { id } = await createSnapshot(lead, { dataSetId, note: "" });
  const made = await ask<TrainingExport>("createTrainingExport", { body: usualRecipe(id) });
  await doDueJobs();
  exported = await ask("getTrainingExport", { params: { exportId: made.id } });
});
afterAll(() => Promise.all([hub.close(), bucket.close()]));
beforeEach(() => hub.repos.clear());

async function ask<T>(name: EndpointName, call: RouteCall = {}): Promise<T> {
  const response = await callRoute(name, { token, ...call });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? (undefined as T) : response.json();
}

function addHub(secret = hub.token): Promise<Destination> {
  const address = { kind: "hub", url: hub.url, repo: "team/talks" };
  return ask("createDestination", { body: { name: "Our hub", address, key: { secret } } });
}

function addBucket(): Promise<Destination> {
  const { url, region, bucket: name } = bucket;
  const address = { kind: "bucket", url, region, bucket: name, prefix: "exports" };
  return ask("createDestination", { body: { name: "Our bucket", address, key: bucketKey } });
}

const here = () => ({ exportId: exported.id });
const begin = (to: Destination) => ask<Push>("createPush", { params: here(), body: { destinationId: to.id } });

async function pushed(to: Destination): Promise<Push> {
  const { id } = await begin(to);
  await doDueJobs();
  return found(id);
}

async function found(id: string): Promise<Push> {
  const { items } = await ask<{ items: Push[] }>("listPushes", { params: here() });
  return must(
    items.find((one) => one.id === id),
    "the push",
  );
}

async function fileOf(fileName: string): Promise<Buffer> {
  const response = await callRoute("downloadExportFile", { token, params: { ...here(), fileName } });
  return Buffer.from(await response.arrayBuffer());
}

const all = () => [...must(exported.files, "files").map(({ name }) => name), "manifest.json", "manifest.json.sig"];

describe("an export that is pushed", () => {
  it("stands in a repository of the hub with the very bytes of its downloads, and in the log of those", async () => {
    const push = await pushed(await addHub());
    const [, commit] = hub.commits("team/talks");
    expect(push.outcome).toEqual({ url: `${hub.url}/datasets/team/talks/tree/${commit?.oid}`, files: all().length });
    expect([...must(commit, "a commit").files.keys()].toSorted()).toEqual([".gitattributes", ...all()].toSorted());
    for (const name of all()) expect(commit?.files.get(name)?.content.equals(await fileOf(name)), name).toBe(true);
    const { items } = await ask<{ items: ExportDownload[] }>("listExportDownloads", { params: here() });
    expect(items.at(-1)).toMatchObject({
      fileName: exported.archiveName,
      destination: "Our hub",
      person: { id: lead.id, name: "Léa" },
    });
  });

  it("stands in a folder of its own in a bucket, its signature last; pushed again it is the same", async () => {
    const to = await addBucket();
    const { outcome } = await pushed(to);
    const folder = `exports/${exported.archiveName.replace(".tar", "")}-${exported.id}`;
    expect(outcome).toEqual({ url: `s3://team-data/${folder}/`, files: all().length });
    expect([...bucket.objects.keys()]).toEqual(all().map((name) => `${folder}/${name}`));
    for (const name of all())
      expect(bucket.objects.get(`${folder}/${name}`)?.body.equals(await fileOf(name))).toBe(true);
    bucket.asked();
    expect((await pushed(to)).outcome).toEqual(outcome);
    expect(bucket.asked().filter((line) => !line.startsWith("HEAD"))).toEqual([]);
  });

  it("goes to no repository of models", async () => {
    const address = { kind: "hub", url: hub.url, repo: "team/talks", holds: "model" };
    const to = await ask<Destination>("createDestination", { body: { name: "Models", address, key: { secret: "x" } } });
    const refused = await callRoute("createPush", { token, params: here(), body: { destinationId: to.id } });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("one of models")]);
  });

  it("is begun once at a time to each destination", async () => {
    const to = await addHub();
    const first = await begin(to);
    const second = await callRoute("createPush", { token, params: here(), body: { destinationId: to.id } });
    expect([second.status, await second.text()]).toEqual([409, expect.stringContaining("being pushed there already")]);
    await doDueJobs();
    expect((await found(first.id)).job?.status).toBe("done");
  });

  it("what only a person can mend is tried once, told in words, and goes on when it is mended", async () => {
    const to = await addHub("hf_wrong");
    const { id, job } = await pushed(to);
    expect(job).toMatchObject({ status: "failed", error: expect.stringContaining("does not know the token") });
    const params = { destinationId: to.id };
    await ask("updateDestination", { params, body: { name: "Our hub", key: { secret: hub.token } } });
    await ask("retryJob", { params: { jobId: must(job, "the job").id } });
    await doDueJobs();
    expect(await found(id)).toMatchObject({ outcome: { files: all().length }, job: { status: "done" } });
  });

  it("waits as long as the hub asks for, which uses up no try", async () => {
    const to = await addHub();
    await pushed(to);
    hub.hub.mishaps.push({ at: /revision/, reply: inJson({}, 429, { "retry-after": "60" }) });
    const { job } = await pushed(to);
    const waiting = await prisma.job.findUniqueOrThrow({ where: { id: must(job, "the job").id } });
    expect(waiting).toMatchObject({ status: "waiting", failures: 0, sentence: expect.stringContaining("slow down") });
    expect(waiting.dueAt.getTime()).toBeGreaterThan(Date.now() + 30_000);
    await prisma.job.deleteMany({ where: { id: waiting.id } });
  });
});

describe("a destination", () => {
  it("never gives its key away: not in an answer, not in the database, not in a job that fails over it", async () => {
    const secret = "hf_canary0quokka";
    const to = await addHub(secret);
    hub.hub.mishaps.push({ at: /revision/, reply: inJson({ error: `bad ${secret}` }, 403) });
    await pushed(to);
    await ask("testDestination", { params: { destinationId: to.id } });
    await doDueJobs();
    const rows = [
      await query`SELECT d::text FROM destination d`,
      await query`SELECT j::text FROM job j`,
      await query`SELECT l::text FROM job_line l`,
      await query`SELECT k::text FROM idempotency_key k`,
    ];
    const told = JSON.stringify([to, await ask("listDestinations"), await ask("listJobs"), rows]);
    expect(told).not.toContain("canary0quokka");
    expect(told).not.toContain(Buffer.from(secret).toString("hex"));
  });

  it("is tested by a worker, in words", async () => {
    const [right, wrong] = [await addBucket(), await addHub("hf_wrong")];
    for (const { id } of [right, wrong]) await ask("testDestination", { params: { destinationId: id } });
    await doDueJobs();
    const { items } = await ask<{ items: Destination[] }>("listDestinations");
    const testOf = ({ id }: Destination) => items.find((one) => one.id === id)?.test;
    expect(testOf(right)).toMatchObject({ status: "done", text: expect.stringContaining("takes files") });
    expect(testOf(wrong)).toMatchObject({
      status: "failed",
      error: expect.stringContaining("does not know the token"),
    });
  });

  it("once removed holds no key and takes nothing, and what was pushed there is still told", async () => {
    const to = await addHub();
    const { id } = await pushed(to);
    await ask("removeDestination", { params: { destinationId: to.id } });
    expect((await prisma.destination.findUniqueOrThrow({ where: { id: to.id } })).sealedKey).toBeNull();
    expect((await found(id)).destination.name).toBe("Our hub");
    const { items } = await ask<{ items: Destination[] }>("listDestinations");
    expect(items.map((one) => one.id)).not.toContain(to.id);
    const again = await callRoute("createPush", { token, params: here(), body: { destinationId: to.id } });
    expect(again.status).toBe(404);
  });

  it("is refused where clouds hand out credentials, and where a key is missing", async () => {
    const hubAt = (url: string) => ({ kind: "hub", url, repo: "team/talks" });
    const { bucket: name, url } = bucket;
    for (const [address, field] of [
      [hubAt("http://169.254.169.254"), "address.url"],
      [hubAt("https://lea:pw@hub.example"), "address.url"],
      [{ kind: "bucket", url, bucket: name, prefix: "a/../b" }, "address.prefix"],
      [{ kind: "bucket", url, bucket: name }, "key.accessKey"],
    ] as const) {
      const response = await callRoute("createDestination", {
        token,
        body: { name: "X", address, key: { secret: "s" } },
      });
      const problem = await response.json();
      expect([response.status, Object.keys(problem.fields ?? {})], field).toEqual([422, [field]]);
    }
  });
});
