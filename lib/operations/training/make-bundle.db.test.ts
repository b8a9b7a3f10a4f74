import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { findServedModel } from "@/lib/data/training/served-models";
import { beatHost } from "@/lib/data/training/trainer-hosts";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import { hostAbilitiesSchema } from "@/lib/domain/training-job/host";
import { type TrainingSpec, trainingSpecSchema } from "@/lib/domain/training-job/spec";
import type { Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeViewer } from "@/lib/testing/review";
import { createTraining } from "./create-training";

withDatabase();

const folder = mkdtempSync(join(tmpdir(), "realchat-bundle-"));
afterAll(() => rmSync(folder, { recursive: true }));

let lead: Viewer;
let token = "";
let snapshotId = "";
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  token = await giveToken(lead.id);
  const texts = ["What do numbats eat?", "Termites.", "Only those?", "Mostly."];
  const dialogueIds = [(await makeDialogue({ status: "ended", texts })).dialogue.id];
  const { id } = await createDataSet(lead, { name: "Numbats", note: "", members: { list: { dialogueIds } } });
  snapshotId = (await createSnapshot(lead, { dataSetId: id, note: "" })).id;
});

async function bundleOf(change: Partial<TrainingSpec> = {}): Promise<string> {
  const asked = {
    name: "By hand",
    way: "bundle",
    target: "user",
    parts: [{ snapshotId }],
    base: { kind: "hub", repo: "org/base" },
  };
  const { id } = await createTraining(lead, trainingSpecSchema.parse({ ...asked, ...change }));
  await doDueJobs();
  return id;
}

/** Takes it and unpacks it; the files in it, by name. */
async function unpacked(id: string): Promise<Map<string, Buffer>> {
  const response = await callRoute("downloadTrainingBundle", { token, params: { trainingId: id } });
  expect(response.status).toBe(200);
  writeFileSync(join(folder, `${id}.tar`), Buffer.from(await response.arrayBuffer()));
  execFileSync("tar", ["-xf", `${id}.tar`], { cwd: folder });
  const names = execFileSync("find", ["-type", "f", "-printf", "%P\\n"], {
    cwd: join(folder, `training-${id}`),
  }).toString();
  return new Map(
    names
      .split("\n")
      .filter(Boolean)
      .map((name) => [name, readFileSync(join(folder, `training-${id}`, name))]),
  );
}

it("holds data and settings for each trainer, both methods and several cards, with checksums that hold", async () => {
  const id = await bundleOf();
  expect(await findTrainingJob(id)).toMatchObject({
    status: "done",
    model: null,
    outcome: { note: expect.stringMatching(/files.*register/) },
  });
  const files = await unpacked(id);
  for (const name of [
    "README.md",
    "trl/train.py",
    "trl/studio/run.py",
    "trl/requirements.txt",
    "trl/train.jsonl",
    "trl/order.json",
    "trl/order-lora.json",
    "trl/accelerate-fsdp.yaml",
    "llama-factory/dataset_info.json",
    "llama-factory/llama-factory-full.yaml",
    "llama-factory/llama-factory-several.yaml",
    "axolotl/axolotl-lora.yaml",
    "axolotl/train.jsonl",
  ])
    expect([...files.keys()]).toContain(name);
  const sums = must(files.get("SHA256SUMS"), "sums")
    .toString()
    .trim()
    .split("\n")
    .map((line) => line.split("  "));
  expect(sums).toHaveLength(files.size - 1);
  for (const [sum, name = ""] of sums)
    expect(
      createHash("sha256")
        .update(must(files.get(name), name))
        .digest("hex"),
    ).toBe(sum);
  const rows = (name: string) =>
    must(files.get(name), name)
      .toString()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  expect(rows("trl/train.jsonl").map(({ completion }) => completion[0].content)).toEqual([
    "What do numbats eat?",
    "Only those?",
  ]);
  expect(
    rows("axolotl/train.jsonl")[0].messages.filter(({ weight }: { weight?: number }) => weight === 1),
  ).toHaveLength(2);
  expect(JSON.parse(must(files.get("trl/order-lora.json"), "order").toString())).toMatchObject({
    method: { kind: "lora", rank: 16 },
    learningRate: 2e-5,
  });
  expect(must(files.get("README.md"), "README").toString()).toContain(
    "accelerate launch --config_file accelerate-fsdp.yaml train.py order.json",
  );
  expect(await unpacked(id)).toEqual(files);
});

it("in the paper's template is TRL's alone, and says so", async () => {
  const files = await unpacked(await bundleOf({ template: "dyadic" }));
  expect([...files.keys()].some((name) => name.startsWith("axolotl/"))).toBe(false);
  expect(must(files.get("README.md"), "README").toString()).toContain(
    "Axolotl: it has no place for the paper's template.",
  );
  const [row] = JSON.parse(must(files.get("trl/train.json"), "rows").toString());
  expect(row.conversations[0]).toEqual({ from: "human", value: "What do numbats eat?" });
});

it("teaches a simulator in the manner of UserLM to end", async () => {
  const files = await unpacked(await bundleOf({ preset: "userlm" }));
  const rows = must(files.get("trl/train.jsonl"), "rows").toString().trim().split("\n");
  expect(JSON.parse(rows.at(-1) ?? "").completion).toEqual([{ role: "assistant", content: "<|endconversation|>" }]);
});

it("takes its result back once: by base URL, or by a folder on a host, which serves it", async () => {
  const hostId = await beatHost({ name: "Box", workerId: "w", abilities: hostAbilitiesSchema.parse({}) });
  const about = { name: "Came back", rendering: "chat", contextWindow: 2_048 };
  const register = (trainingId: string, body: object) =>
    callRoute("registerTrainingResult", { token, params: { trainingId }, body: { ...about, ...body } });
  const [first, second] = [await bundleOf(), await bundleOf()];
  const endpoint = { kind: "endpoint", baseUrl: "http://127.0.0.1:8000/v1", upstreamModel: "mine" };
  const answer = await (await register(first, endpoint)).json();
  expect(answer).toMatchObject({ model: { name: "Came back" } });
  expect((await register(first, endpoint)).status).toBe(409);
  expect((await register(second, { kind: "folder", hostId: "trh_unknown", folder: "/models/mine" })).status).toBe(422);
  const served = await (await register(second, { kind: "folder", hostId, folder: "/models/mine" })).json();
  expect(await findServedModel(served.model.id)).toMatchObject({
    state: "asleep",
    hostId,
    serving: { folder: "/models/mine" },
  });
});
