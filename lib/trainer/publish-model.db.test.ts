import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import type { EndpointName } from "@/lib/contract/paths";
import { listAuditLines } from "@/lib/data/audit-lines";
import { transaction } from "@/lib/data/sql";
import { beatHost } from "@/lib/data/training/trainer-hosts";
import { finishTraining } from "@/lib/data/training/training-course";
import type { Destination } from "@/lib/domain/destination";
import { hostAbilitiesSchema } from "@/lib/domain/training-job/host";
import type { Publication, PublicationPreview } from "@/lib/domain/training-job/publication";
import { trainingSpecSchema } from "@/lib/domain/training-job/spec";
import { type TrainingJob, trainingOutcomeSchema } from "@/lib/domain/training-job/training-job";
import type { Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken, type RouteCall } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { bucketKey, startFakeBucket } from "@/lib/testing/fake-bucket";
import { startFakeHub } from "@/lib/testing/fake-hub";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { listModelFiles } from "./model-folder";
import { publishModel } from "./publish-model";

withDatabase();

const root = mkdtempSync(join(tmpdir(), "realchat-publish-"));
const folder = join(root, "final");
const weights = "0123456789abcdef".repeat(1_000_000);
const own = ["config.json", "model.safetensors", "sub/vocab.txt", "tokenizer.json"];
let lead: Viewer;
let token = "";
let hostId = "";
let training: TrainingJob;
let hub: Awaited<ReturnType<typeof startFakeHub>>;
let bucket: Awaited<ReturnType<typeof startFakeBucket>>;

beforeAll(async () => {
  hub = await startFakeHub();
  bucket = await startFakeBucket();
  lead = await makeViewer("Léa", ["lead"]);
  token = await giveToken(lead.id);
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Why 👋?", "So."] });
  const members = { list: { dialogueIds: [dialogue.id] } };
  const { id: dataSetId } = await createDataSet(lead, { name: "Talks", note: "", members });
  const { id: snapshotId } = await createSnapshot(lead, { dataSetId, note: "" });
  const base = { kind: "folder", path: "/home/lea/secret-place/tiny" };
  const spec = trainingSpecSchema.parse({
    name: "Asker & co",
    way: "studio",
    target: "user",
    base,
    parts: [{ snapshotId }],
  });
  hostId = await beatHost({ name: "Box", workerId: "box-1", abilities: hostAbilitiesSchema.parse({}) });
  training = await ask("createTraining", { body: spec });
  mkdirSync(join(folder, "sub"), { recursive: true });
  mkdirSync(join(folder, "checkpoint-3"));
  const texts = {
    "config.json": "{}",
    "model.safetensors": weights,
    "sub/vocab.txt": "a\nb\n",
    "tokenizer.json": '{"a": 1}',
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  for (const name of ["README.md", "checkpoint-3/optimizer.pt", "training_args.bin", ".cache"])
    writeFileSync(join(folder, name), "not ours to give");
  const files = await listModelFiles(folder);
  const outcome = trainingOutcomeSchema.parse({ steps: 3, loss: 2.5, files, folder: root });
  const entry = {
    name: spec.name,
    kind: "openai",
    trainedOn: null,
    baseUrl: "http://asleep.invalid/v1",
    upstreamModel: folder,
    rendering: "chat",
    contextWindow: 2_048,
    state: "asleep",
    hostId,
    serving: { folder },
  } as const;
  await transaction((tx) => finishTraining(tx, training.id, { outcome, entry }));
});
afterAll(async () => {
  await Promise.all([hub.close(), bucket.close()]);
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  hub.repos.clear();
  bucket.objects.clear();
});

async function ask<T>(name: EndpointName, call: RouteCall = {}): Promise<T> {
  const response = await callRoute(name, { token, ...call });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? (undefined as T) : response.json();
}

const here = () => ({ trainingId: training.id });
const addHub = (holds: "model" | "dataset" = "model", secret = hub.token) =>
  ask<Destination>("createDestination", {
    body: { name: "Our hub", address: { kind: "hub", url: hub.url, repo: "team/asker", holds }, key: { secret } },
  });
const addBucket = () => {
  const { url, region, bucket: name } = bucket;
  const address = { kind: "bucket", url, region, bucket: name, prefix: "models" };
  return ask<Destination>("createDestination", { body: { name: "Our bucket", address, key: bucketKey } });
};
const begin = (to: Destination) =>
  ask<Publication>("createPublication", { params: here(), body: { destinationId: to.id } });

function work(of = hostId, signal?: AbortSignal) {
  const places = { root, environments: root, trainings: root, served: root };
  const abilities = () => hostAbilitiesSchema.parse({});
  const host = { hostId: of, workerId: "box-1", machine: "box", places, abilities };
  return doDueJobs({ handlers: { publication: publishModel(host) }, signal });
}

async function found(id: string): Promise<Publication> {
  const { items } = await ask<{ items: Publication[] }>("listPublications", { params: here() });
  return must(
    items.find((one) => one.id === id),
    "the publication",
  );
}

describe("a model that is published", () => {
  it("is told before: its files with their sizes, its card, and the host that sends them", async () => {
    const told = await ask<PublicationPreview>("previewPublication", { params: here() });
    expect(told.files?.map(({ name }) => name)).toEqual(own);
    expect(told).toMatchObject({ obstacle: null, host: { name: "Box", isAway: false } });
    expect(told.card).toMatch(
      /^---\nlibrary_name: transformers\n[\s\S]*\n# Asker & co\n[\s\S]*Talks, No\. 1[\s\S]*2\.500/,
    );
    expect(told.card).not.toContain("secret-place");
  });

  it("goes to a repository of models as one commit, weights by Git LFS, with a card and a manifest that names each file", async () => {
    const { id } = await begin(await addHub());
    await work();
    const commits = hub.commits("team/asker");
    expect(hub.repos.get("team/asker")).toMatchObject({ type: "model", private: true });
    expect(commits).toHaveLength(2);
    const files = must(commits.at(-1), "the commit").files;
    expect([...files.keys()].sort()).toEqual([".gitattributes", "README.md", "realchat-training.json", ...own].sort());
    expect(files.get("model.safetensors")).toMatchObject({ isLarge: true });
    expect(files.get("model.safetensors")?.content.toString()).toBe(weights);
    const manifest = JSON.parse(must(files.get("realchat-training.json"), "the manifest").content.toString());
    expect(manifest.files.map(({ name }: { name: string }) => name)).toEqual([...own, "README.md"]);
    expect(JSON.stringify(manifest)).not.toMatch(/secret-place|realchat-publish-/);
    expect(await found(id)).toMatchObject({
      outcome: { url: `${hub.url}/team/asker/tree/${commits[1]?.oid}`, files: 6 },
      job: { status: "done" },
    });
    const { items } = await listAuditLines({ limit: 1 });
    expect(items[0]).toMatchObject({ kind: "model_published", personName: "Léa", counts: { files: 4 } });
  });

  it("goes to a bucket in parts, the manifest last, and sends nothing a second time", async () => {
    const to = await addBucket();
    const { id } = await begin(to);
    await work();
    const at = `models/asker-co-${training.id}`;
    expect((await found(id)).outcome?.url).toBe(`s3://${bucket.bucket}/${at}/`);
    expect([...bucket.objects.keys()].at(-1)).toBe(`${at}/realchat-training.json`);
    expect(bucket.objects.get(`${at}/model.safetensors`)?.body.toString()).toBe(weights);
    bucket.asked();
    await begin(to);
    await work();
    expect(bucket.asked().filter((line) => !line.startsWith("HEAD"))).toEqual([]);
  });

  it("that broke off in the middle of its weights goes on with the parts that are there", async () => {
    const { id, job } = await begin(await addBucket());
    bucket.mishaps.push({ at: /partNumber=2/, dies: "before" });
    await work();
    expect((await found(id)).job?.status).toBe("waiting");
    await query`UPDATE job SET due_at = now() WHERE id = ${must(job, "the job").id}`;
    bucket.asked();
    await work();
    expect(bucket.asked().filter((line) => /^PUT .*partNumber=1/.test(line))).toEqual([]);
    expect(await found(id)).toMatchObject({ outcome: { files: 6 }, job: { status: "done" } });
    expect(bucket.uploads.size).toBe(0);
  });

  it("waits for the host that has its files", async () => {
    const { id } = await begin(await addBucket());
    await query`UPDATE job SET due_at = now() WHERE subject_id = ${id}`;
    const other = await beatHost({ name: "Other", workerId: "other-1", abilities: hostAbilitiesSchema.parse({}) });
    await work(other);
    expect(await found(id)).toMatchObject({ outcome: null, job: { status: "waiting" } });
    expect(bucket.objects.size).toBe(0);
    await query`UPDATE job SET due_at = now() WHERE subject_id = ${id}`;
    await work();
    expect((await found(id)).outcome).toMatchObject({ files: 6 });
  });
});

describe("what cannot be published", () => {
  const refused = async (to: Destination) => {
    const response = await callRoute("createPublication", { token, params: here(), body: { destinationId: to.id } });
    return [response.status, await response.text()];
  };

  it("is a model at a repository of data sets", async () => {
    expect(await refused(await addHub("dataset"))).toEqual([422, expect.stringContaining("one of data sets")]);
  });

  it("is one that is under way to the same place", async () => {
    const to = await addHub();
    const { id } = await begin(to);
    expect(await refused(to)).toEqual([409, expect.stringContaining("being published there already")]);
    await work();
    expect((await found(id)).outcome).not.toBeNull();
  });

  it("is one whose files are gone, or have names that no place takes: said, nothing sent, and tried again by a person", async () => {
    const to = await addBucket();
    const { id, job } = await begin(to);
    renameSync(folder, `${folder}-away`);
    await work();
    expect((await found(id)).job).toMatchObject({
      status: "failed",
      error: expect.stringContaining("There is no model in"),
    });
    renameSync(`${folder}-away`, folder);
    writeFileSync(join(folder, "odd name.txt"), "x");
    await ask("retryJob", { params: { jobId: must(job, "the job").id } });
    await work();
    expect((await found(id)).job?.error).toContain("odd name.txt has a name that destinations do not take");
    expect(bucket.objects.size).toBe(0);
    rmSync(join(folder, "odd name.txt"));
    await ask("retryJob", { params: { jobId: must(job, "the job").id } });
    await work();
    expect((await found(id)).outcome).toMatchObject({ files: 6 });
  });

  it("is one under a key that the hub does not know", async () => {
    const { id } = await begin(await addHub("model", "hf_wrong"));
    await work();
    expect((await found(id)).job).toMatchObject({
      status: "failed",
      error: expect.stringContaining("does not know the token"),
    });
  });

  it("is one that no host has", async () => {
    await query`UPDATE model SET host_id = NULL WHERE training_job_id = ${training.id}`;
    const { obstacle } = await ask<PublicationPreview>("previewPublication", { params: here() });
    expect(obstacle).toContain("No trainer host has its files");
    expect(await refused(await addBucket())).toEqual([409, expect.stringContaining("Nothing was sent")]);
  });
});

it("a folder of links is read as what they lead to", async () => {
  const linked = join(root, "linked");
  mkdirSync(linked);
  for (const name of ["config.json", "tokenizer.json"]) symlinkSync(join(folder, name), join(linked, name));
  expect((await listModelFiles(linked)).map(({ name, bytes }) => [name, bytes])).toEqual([
    ["config.json", 2],
    ["tokenizer.json", 8],
  ]);
});
