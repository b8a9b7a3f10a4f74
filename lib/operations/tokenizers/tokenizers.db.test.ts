import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import type { EndpointName } from "@/lib/contract/paths";
import type { Manifest } from "@/lib/domain/training/manifest";
import type { Recipe } from "@/lib/domain/training/recipe";
import type { RecipePreview } from "@/lib/domain/training/recipe-preview";
import type { ProjectTokenizer } from "@/lib/domain/training/tokenizer";
import type { TrainingExport } from "@/lib/domain/training/training-export";
import type { Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken, type RouteCall } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeViewer } from "@/lib/testing/review";
import { smallModel } from "@/lib/testing/small-model";
import { openReader } from "@/lib/training/model-files";

withDatabase();

let lead: Viewer;
let token: string;
let snapshotId: string;
beforeAll(async () => {
  lead = await makeViewer("Lead", ["lead"]);
  token = await giveToken(lead.id);
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Why is the sky blue?", "the sky scatters."] });
  const members = { list: { dialogueIds: [dialogue.id] } };
  const { id } = await createDataSet(lead, { name: "Sky", note: "", members });
  snapshotId = (await createSnapshot(lead, { dataSetId: id, note: "" })).id;
});

const call = (name: EndpointName, given: RouteCall) => callRoute(name, { token, ...given });
const add = (body: object) => call("addTokenizer", { body });

async function exported(recipe: Partial<Recipe>): Promise<TrainingExport> {
  const made = await call("createTrainingExport", { body: { parts: [{ snapshotId }], ...recipe } });
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as TrainingExport;
  await doDueJobs();
  return (await call("getTrainingExport", { params: { exportId: id } })).json();
}

async function fileOf({ id }: TrainingExport, fileName: string): Promise<Buffer> {
  const response = await call("downloadExportFile", { params: { exportId: id, fileName } });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe("a project's own tokenizer", () => {
  it("reads the audit, the preview and the tokens of exports, is named in the manifest, and goes on when it is removed", async () => {
    const files = smallModel();
    const added = await add({ name: "Small 1", files });
    expect(added.status).toBe(201);
    const one: ProjectTokenizer = await added.json();
    const sha256 = createHash("sha256").update(files.tokenizer).digest("hex");
    expect(one).toMatchObject({ name: "Small 1", sha256, hasTemplate: true, createdBy: { name: "Lead" } });

    const recipe = { trainer: "tokenised", container: "jsonl", tokenizerId: one.id } as const;
    const preview = (await (
      await call("previewTrainingExport", { body: { parts: [{ snapshotId }], ...recipe } })
    ).json()) as RecipePreview;
    expect(preview.audit?.tokenizer).toBe("Small 1");
    expect(preview.rows[0]?.seen?.samples[0]?.pieces.map(({ text }) => text)).toContain(" sky");

    const made = await exported(recipe);
    const before = await fileOf(made, "train.jsonl");
    const { tokenizer } = openReader("", "", files);
    const { input_ids: ids } = JSON.parse(before.toString());
    expect(Buffer.concat(ids.map(tokenizer.bytesOf)).toString()).toBe(
      "<|turn|>user\nWhy is the sky blue?<|over|>\n<|turn|>assistant\nthe sky scatters.<|over|>\n",
    );
    const manifest: Manifest = JSON.parse((await fileOf(made, "manifest.json")).toString());
    expect(manifest.tokenizer).toEqual({ name: "Small 1", sha256 });
    expect(manifest.recipe.tokenizerId).toBe(one.id);

    expect((await call("removeTokenizer", { params: { tokenizerId: one.id } })).status).toBe(204);
    expect(await (await call("listTokenizers", {})).json()).toEqual({ items: [] });
    expect(await fileOf(made, "train.jsonl")).toEqual(before);
    const refused = await call("createTrainingExport", { body: { parts: [{ snapshotId }], ...recipe } });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ fields: { tokenizerId: "It was removed" } });
  });

  it("is none where a recipe names none: a stand-in is named", async () => {
    const made = await exported({ trainer: "tokenised" });
    expect(JSON.parse((await fileOf(made, "audit.json")).toString()).tokenizer).toContain("stand-in");
    expect(JSON.parse((await fileOf(made, "manifest.json")).toString()).tokenizer).toBeNull();
  });

  it("is counted by FastChat's trainer in the trainer's own words", async () => {
    const one: ProjectTokenizer = await (await add({ name: "Small 2", files: smallModel() })).json();
    const made = await exported({ trainer: "fastchat", tokenizerId: one.id });
    const audit = JSON.parse((await fileOf(made, "audit.json")).toString());
    expect(audit).toMatchObject({ tokenizer: "Small 2", template: "the trainer's own" });
  });

  it("is refused in words beside the file that cannot be read, and nothing is kept", async () => {
    const count = async () => ((await (await call("listTokenizers", {})).json()) as { items: unknown[] }).items.length;
    const before = await count();
    const response = await add({ name: "Broken", files: { ...smallModel(), tokenizer: "\u0001\u0002 spiece" } });
    expect(response.status).toBe(422);
    const problem = await response.json();
    expect(must(problem.fields["files.tokenizer"], "a field")).toContain("It is no JSON");
    expect(problem.detail).toContain("Nothing was saved");
    expect(await count()).toBe(before);
  });

  it("is added by leads; whoever may export a snapshot sees what its recipe can name, and nobody else", async () => {
    const other = await makeViewer("Other", ["annotator"]);
    const theirs = await giveToken(other.id);
    const as = (name: EndpointName, given: RouteCall) => callRoute(name, { token: theirs, ...given });
    expect((await as("addTokenizer", { body: { name: "x", files: smallModel() } })).status).toBe(403);
    expect((await as("listTokenizers", {})).status).toBe(403);
    expect((await as("listTokenizers", { query: `?snapshot=${snapshotId}` })).status).toBe(403);
    expect((await call("listTokenizers", { query: `?snapshot=${snapshotId}` })).status).toBe(200);
  });
});
