import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeTuning, startFakeTuning, type TuningQuirks } from "@/lib/testing/fake-tuning";
import { inJson } from "@/lib/testing/outside-server";
import { openTuning } from "./open-tuning";
import { readTuningEvent } from "./tuning-event";
import { readTuningJob, stateOf } from "./tuning-job";

vi.stubEnv("DATABASE_URL", "postgresql://nowhere/none");
vi.stubEnv("REALCHAT_SECRET", "a secret of the tests and of nobody else");

let fake: FakeTuning;
async function stand(quirks: TuningQuirks = {}): Promise<void> {
  await fake.close();
  fake = await startFakeTuning(quirks);
}
beforeEach(async () => {
  fake = await startFakeTuning();
});
afterEach(() => fake.close());

const { signal } = new AbortController();
const open = (address: Partial<Parameters<typeof openTuning>[0]> = {}) =>
  openTuning({ url: fake.url, key: fake.key, keyHeader: "authorization", ...address }, "auto");

const text = '{"messages":[]}\n{"messages":["你好"]}\n';
const file = {
  name: "trj_1-train-abc.jsonl",
  bytes: Buffer.byteLength(text),
  async *pieces() {
    yield Buffer.from(text);
  },
};

async function begun(server = open()) {
  const trainingFile = await server.sendFile(file, signal);
  return server.create({ model: "base-1b", training_file: trainingFile, suffix: "usergpt" }, signal);
}

describe("files", () => {
  it("are sent whole, and found again by name and length", async () => {
    const server = open();
    expect(await server.findFile(file, signal)).toBeNull();
    const id = await server.sendFile(file, signal);
    expect(fake.files.get(id)).toMatchObject({ filename: file.name, purpose: "fine-tune", content: text });
    expect(await server.findFile(file, signal)).toBe(id);
    expect(await server.findFile({ ...file, bytes: 3 }, signal)).toBeNull();
  });

  it("are found behind many others", async () => {
    await stand({ pageSize: 2 });
    const server = open();
    const id = await server.sendFile(file, signal);
    for (let i = 0; i < 7; i++) await server.sendFile({ ...file, name: `other-${i}.jsonl` }, signal);
    expect(await server.findFile(file, signal)).toBe(id);
  });

  it("are not told of by every server", async () => {
    await stand({ listsFiles: false });
    expect(await open().findFile(file, signal)).toBe("unlisted");
  });

  it("may take time to be read, and may be refused then", async () => {
    await stand({ looksAtFile: 1 });
    const server = open();
    const id = await server.sendFile(file, signal);
    expect([await server.isFileReady(id, signal), await server.isFileReady(id, signal)]).toEqual([false, true]);
    fake.server.mishaps.push({
      at: /files\//,
      reply: inJson({ id, status: "error", status_details: "line 3 is no JSON" }),
    });
    await expect(server.isFileReady(id, signal)).rejects.toMatchObject({
      remedy: "fix",
      message: expect.stringContaining("line 3"),
    });
  });
});

describe("jobs", () => {
  it("are begun, found again by their file, read and cancelled", async () => {
    const server = open();
    const job = await begun(server);
    const sought = { trainingFile: job.trainingFile ?? "", known: [] };
    expect(job).toMatchObject({ state: "waiting", word: "queued", suffix: "usergpt" });
    expect(await server.findJob(sought, signal)).toMatchObject({ id: job.id });
    expect(await server.findJob({ ...sought, known: [job.id] }, signal)).toBeNull();
    expect(await server.cancel(job.id, signal)).toBe(true);
    expect(await server.read(job.id, signal)).toMatchObject({ state: "stopped" });
    expect(await server.cancel(job.id, signal)).toBe(true);
    expect(await server.read("ftjob-none", signal)).toBeNull();
  });

  it("cannot be told of, or cancelled, everywhere", async () => {
    await stand({ listsJobs: false, cancels: false });
    const server = open();
    const job = await begun(server);
    expect(await server.findJob({ trainingFile: "x", known: [] }, signal)).toBe("unlisted");
    expect(await server.cancel(job.id, signal)).toBe(false);
  });

  it("whose server does not say which file they train on are not taken for others", async () => {
    fake.server.mishaps.push({ at: /jobs/, reply: inJson({ data: [{ id: "a", status: "running" }] }) });
    expect(await open().findJob({ trainingFile: "file-1", known: [] }, signal)).toBe("unlisted");
  });

  it("refused are told in the server's words", async () => {
    await expect(open().create({ model: "none" }, signal)).rejects.toMatchObject({
      remedy: "fix",
      message: expect.stringContaining("model none is not available for fine-tuning"),
    });
  });

  it.each([
    ["an answer that is lost", { dies: "after" as const }],
    ["an answer that is no JSON", { reply: { status: 200, body: "OK" } }],
    ["an answer without an id", { reply: inJson({ ok: true }) }],
  ])("%s leaves open whether one was begun", async (_, mishap) => {
    const server = open();
    const trainingFile = await server.sendFile(file, signal);
    fake.server.mishaps.push({ at: /POST .*jobs/, ...mishap });
    await expect(server.create({ model: "base-1b", training_file: trainingFile }, signal)).rejects.toMatchObject({
      remedy: "retry",
      wasAnswered: false,
    });
  });
});

describe("events", () => {
  it.each([
    ["the newest first", {}],
    ["the oldest first", { order: "oldest" as const }],
    ["in small pages", { pageSize: 2 }],
    ["the oldest first in small pages", { order: "oldest" as const, pageSize: 2 }],
    ["without ids", { eventIds: false }],
  ])("listed %s are told once each, in order", async (_, quirks) => {
    await stand(quirks);
    const server = open();
    const { id } = await begun(server);
    const steps: number[] = [];
    let cursor = null;
    for (let round = 0; round < 4; round++) {
      for (let i = 1; i <= 5; i++)
        fake.tell(fake.only(), `Step ${round * 5 + i}`, { step: round * 5 + i, train_loss: 2 });
      const read = await server.events(id, cursor, signal);
      steps.push(...read.events.map((event) => ("step" in event ? event.step : -1)));
      cursor = read.cursor;
      expect((await server.events(id, cursor, signal)).events).toEqual([]);
    }
    expect(steps).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it("that come twice are told once", async () => {
    const server = open();
    const { id } = await begun(server);
    fake.tell(fake.only(), "Created");
    fake.only().events.push(...fake.only().events);
    expect((await server.events(id, null, signal)).events).toEqual([{ type: "line", text: "Created" }]);
  });

  it("behind one that was taken away give their figures again, and no lines", async () => {
    const server = open();
    const { id } = await begun(server);
    fake.tell(fake.only(), "Started");
    fake.tell(fake.only(), "Step 1", { step: 1, train_loss: 2 });
    const read = await server.events(id, { last: "ftevent-gone", isOldestFirst: false }, signal);
    expect(read.events.map(({ type }) => type)).toEqual(["step"]);
  });

  it.each([
    [{ message: "Step 10/100: training loss=1.25, validation loss=1.5" }, ["step 10 of 100 1.25", "evaluation 10 1.5"]],
    [
      { message: "x", data: { step: 3, total_steps: 9, train_loss: 0.5, valid_loss: 1, full_valid_loss: 2 } },
      ["step 3 of 9 0.5", "evaluation 3 2"],
    ],
    [{ message: "x", data: { step: "4", loss: "0.25" } }, ["step 4 of null 0.25"]],
    [{ message: "Step 7: eval_loss: 2e-1" }, ["evaluation 7 0.2"]],
    [{ message: "Step 1/2: training loss=nan" }, ["line"]],
    [{ message: "The job has been queued", data: {} }, ["line"]],
    [{ message: null, data: null }, []],
    ["no event", []],
  ])("%j is read", (event, told) => {
    expect(
      readTuningEvent(event).map((one) => {
        if (one.type === "step") return `step ${one.step} of ${one.of} ${one.loss}`;
        return one.type === "evaluation" ? `evaluation ${one.step} ${one.loss}` : one.type;
      }),
    ).toEqual(told);
  });
});

describe("odd answers", () => {
  it.each([
    ["SUCCEEDED", "done"],
    ["completed", "done"],
    ["errored", "failed"],
    ["canceled", "stopped"],
    ["validating_files", "waiting"],
    ["Not Started", "waiting"],
    ["warming-up", "running"],
  ])("the status %s is %s", (word, state) => {
    expect(stateOf(word, { isEnded: false })).toBe(state);
  });

  it("a status that nobody knows, with an end, has failed", () => {
    expect(readTuningJob({ id: 7, status: "exploded", finished_at: 1_700_000_000 })).toMatchObject({
      id: "7",
      state: "failed",
    });
  });

  it("a job is read in whatever of it can be", () => {
    const given = {
      id: "a",
      status: "failed",
      error: "no room",
      result_files: [{ id: "f" }],
      metadata: { n: 1 },
      trained_tokens: "x",
    };
    expect(readTuningJob(given)).toMatchObject({
      error: "no room",
      resultFiles: ["f"],
      metadata: {},
      trainedTokens: null,
    });
    const nested = {
      id: "a",
      status: "x",
      method: { type: "supervised", supervised: { hyperparameters: { n_epochs: 3 } } },
    };
    expect(readTuningJob(nested)?.hyperparameters).toEqual({ n_epochs: 3 });
    expect(readTuningJob({ status: "running" })).toBeNull();
  });

  it.each([
    ["a wrong key", inJson({ error: { message: "Incorrect API key" } }, 401), "fix", "does not let this key in"],
    [
      "an empty purse",
      inJson({ error: { code: "insufficient_quota", message: "add credits" } }, 429),
      "fix",
      "no money left",
    ],
    ["a rate limit", inJson({ error: { message: "slow" } }, 429, { "retry-after": "5" }), "retry", "asks to slow down"],
    [
      "a broken server",
      { status: 502, body: "<html><title>Bad Gateway</title></html>" },
      "retry",
      "It says: Bad Gateway",
    ],
    ["a web page", { status: 200, body: "<html>Welcome</html>" }, "fix", "answers with a web page"],
    ["no JSON", { status: 200, body: '{"id": "a' }, "retry", "with what is no JSON"],
    ["another shape", inJson({ jobs: 3 }), "retry", "what cannot be read"],
    ["a redirect", { status: 307 }, "fix", "never followed"],
  ])("%s is told in words", async (_, reply, remedy, words) => {
    const { id } = await begun();
    fake.server.mishaps.push({ at: /jobs\/ft/, reply });
    await expect(open().read(id, signal)).rejects.toMatchObject({ remedy, message: expect.stringContaining(words) });
  });

  it("the key is never told, however a server sends it back", async () => {
    fake.server.mishaps.push({ at: /jobs/, reply: inJson({ error: `no ${fake.key}` }, 400) });
    const words = await open()
      .read("a", signal)
      .catch((fault: Error) => fault.message);
    expect(words).toContain("refused it with status 400");
    expect(words).not.toContain("right0key");
  });
});

describe("a look", () => {
  it("finds models, and what can be done, and begins nothing", async () => {
    const found = await open().probe(signal);
    expect(found).toMatchObject({ server: "other", models: ["base-1b"], cancel: true, masks: null });
    expect([fake.jobs.size, fake.files.size]).toEqual([0, 0]);
  });

  it("tells a server that cannot cancel, and one that reads no masks", async () => {
    const create = { post: { requestBody: { properties: { training_file: {}, validation_file: {} } } } };
    const describes = {
      info: { title: "Unsloth Studio", version: "2026.10" },
      paths: { "/v1/fine_tuning/jobs": create },
    };
    await stand({ cancels: false, describes });
    expect(await open().probe(signal)).toMatchObject({
      server: "unsloth",
      version: "Unsloth Studio 2026.10",
      masks: false,
      cancel: false,
      validation: true,
    });
  });

  it("tells an address without a fine-tuning API", async () => {
    await expect(open({ url: fake.url.replace("/v1", "/v2") }).probe(signal)).rejects.toThrow("has no fine-tuning API");
  });

  it("speaks to Azure with its version in the query and the key under its own header", async () => {
    await stand({ keyHeader: "api-key", apiVersion: "2025-04-01-preview" });
    const server = open({ url: `${fake.url}?api-version=2025-04-01-preview`, keyHeader: "api-key" });
    expect(await server.probe(signal)).toMatchObject({ models: ["base-1b"] });
    expect((await begun(server)).state).toBe("waiting");
  });
});
