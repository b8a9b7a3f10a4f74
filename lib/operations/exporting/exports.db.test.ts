import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import type { EndpointName } from "@/lib/contract/paths";
import { prisma } from "@/lib/data/prisma";
import type { Audit } from "@/lib/domain/training/audit";
import type { Manifest } from "@/lib/domain/training/manifest";
import { type Recipe, usualRecipe } from "@/lib/domain/training/recipe";
import type { RecipePreview } from "@/lib/domain/training/recipe-preview";
import { splitSpecSchema } from "@/lib/domain/training/split-spec";
import { type Stretch, stretchesSchema } from "@/lib/domain/training/stretch";
import type { ExportDownload, TrainingExport } from "@/lib/domain/training/training-export";
import type { Viewer } from "@/lib/domain/viewer";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken, type RouteCall } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeEndedDialogues, makeViewer } from "@/lib/testing/review";
import { makeOneSplit } from "@/lib/testing/splits";
import { statementsOf } from "@/lib/testing/statements-of";
import { verifyExport } from "@/scripts/verify.mjs";

withDatabase();

const folder = mkdtempSync(join(tmpdir(), "realchat-export-"));
afterAll(() => rmSync(folder, { recursive: true }));

let lead: Viewer;
let token: string;
let dialogueIds: string[];
beforeAll(async () => {
  lead = await makeViewer("Léa 🦘", ["lead"]);
  token = await giveToken(lead.id);
  dialogueIds = [];
  for (let i = 0; i < 7; i++) {
    const texts = [`Question ${i}? 👋`, `The sky is blue, says ${i}.`, "And then?", "Night falls."];
    dialogueIds.push((await makeDialogue({ status: "ended", texts })).dialogue.id);
  }
});

async function ask<T>(name: EndpointName, call: RouteCall = {}): Promise<T> {
  const response = await callRoute(name, { token, ...call });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function frozen(ids = dialogueIds): Promise<string> {
  const { id } = await createDataSet(lead, {
    name: "Größe & “Kraft”\r\n/../x",
    note: "",
    members: { list: { dialogueIds: ids } },
  });
  return (await createSnapshot(lead, { dataSetId: id, note: "" })).id;
}

async function exported(recipe: Partial<Recipe> & Pick<Recipe, "parts">): Promise<TrainingExport> {
  const { id } = await ask<TrainingExport>("createTrainingExport", { body: recipe });
  await doDueJobs();
  return ask("getTrainingExport", { params: { exportId: id } });
}

/** A person changes the first answer of each of these, one after another. */
async function editAnswers(ids: readonly string[]): Promise<void> {
  for (const dialogueId of ids) {
    const { headId, turns } = await prisma.dialogue.findUniqueOrThrow({
      where: { id: dialogueId },
      include: { turns: { orderBy: { version: "asc" } } },
    });
    const turnId = must(turns[1], "an answer").id;
    const act = { kind: "edit", headId, turnId, text: `The sky is grey over ${dialogueId}.`, after: "keep" } as const;
    await actOnDialogue(lead, { dialogueId, act });
  }
}

function take(exportId: string, fileName: string, headers: Record<string, string> = {}): Promise<Response> {
  return callRoute("downloadExportFile", { token, params: { exportId, fileName }, headers });
}

async function bytesOf(exportId: string, fileName: string): Promise<Buffer> {
  const response = await take(exportId, fileName);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe("an export", () => {
  it("is the recipe with what came of it: files as the manifest says, byte by byte the same each time", async () => {
    const made = await exported({ parts: [{ snapshotId: await frozen(), weight: null }] });
    expect(made).toMatchObject({
      counts: { dialogues: 7, rows: 14, trainedTurns: 14 },
      finishedAt: expect.any(String),
    });
    const files = must(made.files, "files");
    expect(files.map(({ name, rows }) => [name, rows])).toEqual([
      ["train.json", 14],
      ["dataset_info.json", null],
      ["llama-factory.yaml", null],
      ["provenance.jsonl", 14],
      ["audit.json", null],
      ["README.md", null],
      ["croissant.json", null],
    ]);
    for (const { name, bytes, sha256 } of files) {
      const [first, second] = [await bytesOf(made.id, name), await bytesOf(made.id, name)];
      expect(first.equals(second), name).toBe(true);
      expect([first.length, createHash("sha256").update(first).digest("hex")]).toEqual([bytes, sha256]);
    }
    const again = await exported({ parts: made.recipe.parts });
    expect(again.files).toEqual(files);
    expect(JSON.parse((await bytesOf(made.id, "train.json")).toString())).toHaveLength(14);
    const audit: Audit = JSON.parse((await bytesOf(made.id, "audit.json")).toString());
    expect(audit).toMatchObject({ trainer: "llama_factory", dialogues: 7, rows: 14, samples: 14 });
    expect(audit.trained).toBeGreaterThan(14);
  });

  it("of tokens holds what its audit counts, by whoever said it", async () => {
    const parts = [{ snapshotId: await frozen(), weight: null }];
    const made = await exported({ parts, trainer: "tokenised", container: "jsonl" });
    const lines = (await bytesOf(made.id, "train.jsonl")).toString().trimEnd().split("\n");
    const rows = lines.map((line): { input_ids: number[]; labels: number[] } => JSON.parse(line));
    const audit: Audit = JSON.parse((await bytesOf(made.id, "audit.json")).toString());
    const trained = rows.flatMap(({ labels }) => labels.filter((label) => label !== -100));
    expect(audit).toMatchObject({ dialogues: 7, rows: 7, trained: trained.length, findings: [] });
    expect(audit.tokens).toBe(rows.reduce((all, row) => all + row.input_ids.length, 0));
    // Two answers a dialogue, each with the mark that ends it.
    expect(audit.byRole).toMatchObject({ assistant: trained.length - 14, marks: 14 });
  });

  it("is of what was frozen, whatever is edited meanwhile", async () => {
    const snapshotId = await frozen();
    const made = await exported(usualRecipe(snapshotId));
    const before = await bytesOf(made.id, "train.json");
    await editAnswers(dialogueIds.slice(0, 1));
    await prisma.run.updateMany({ data: { name: "Renamed" } });
    await prisma.model.updateMany({ data: { name: "Renamed" } });
    expect((await bytesOf(made.id, "train.json")).equals(before)).toBe(true);
    expect((await take(made.id, made.archiveName)).status).toBe(200);
    await bytesOf(made.id, made.archiveName);
    expect((await exported(usualRecipe(snapshotId))).files?.[0]?.sha256).toBe(made.files?.[0]?.sha256);
  });

  it("is of what was frozen while people go on editing", async () => {
    const ids = await makeEndedDialogues(300);
    const snapshotId = await frozen(ids);
    const made = await exported(usualRecipe(snapshotId));
    const before = await bytesOf(made.id, made.archiveName);
    let isEdited = false;
    const editing = editAnswers(ids.slice(0, 60)).finally(() => {
      isEdited = true;
    });
    const meanwhile = await exported(usualRecipe(snapshotId));
    do expect((await bytesOf(made.id, made.archiveName)).equals(before)).toBe(true);
    while (!isEdited);
    await editing;
    expect((await bytesOf(made.id, made.archiveName)).equals(before)).toBe(true);
    const names = ["train.json", "provenance.jsonl"];
    const ofBoth = [made, meanwhile].map(({ files }) => files?.filter(({ name }) => names.includes(name)));
    expect(ofBoth[0]).toHaveLength(2);
    expect(ofBoth[1]).toEqual(ofBoth[0]);
  });

  it("of so many dialogues holds just these, those of a smaller one among them", async () => {
    const parts = [{ snapshotId: await frozen(), weight: null }];
    const idsIn = async (size: number) => {
      const made = await exported({ parts, trainer: "sharegpt", subset: { size, seed: 125 } });
      const rows: { id: string }[] = JSON.parse((await bytesOf(made.id, "train.json")).toString());
      return rows.map(({ id }) => id);
    };
    const [five, two] = [await idsIn(5), await idsIn(2)];
    expect([five.length, two.length]).toEqual([5, 2]);
    expect(five).toEqual(expect.arrayContaining(two));
    const leftOut = [must(dialogueIds[3], "a dialogue")];
    expect((await exported({ parts, leftOut })).counts?.dialogues).toBe(6);
  });

  it("has the parts of its split in files of their own, audited apart", async () => {
    const snapshotId = await frozen();
    const spec = splitSpecSchema.parse({ name: "Main", shares: { train: 60, validation: 20, test: 20 }, together: [] });
    const { id: splitId } = await makeOneSplit(lead, { spec, snapshotIds: [snapshotId], earlierId: null });
    const made = await exported({ parts: [{ snapshotId, weight: null }], trainer: "sharegpt", splitId });
    const ids = [];
    for (const name of ["train.json", "validation.json", "test.json"]) {
      const rows: { id: string }[] = JSON.parse((await bytesOf(made.id, name)).toString());
      ids.push(rows.map(({ id }) => id));
    }
    expect(ids.map((part) => part.length)).toEqual([4, 2, 1]);
    expect(ids.flat().sort()).toEqual([...dialogueIds].sort());
    expect(made.files?.map(({ role, rows }) => [role, rows]).slice(0, 3)).toEqual([
      ["train", 4],
      ["validation", 2],
      ["test", 1],
    ]);
  });

  it("goes on from any byte, with exactly what stands there", async () => {
    const made = await exported(usualRecipe(await frozen()));
    for (const name of ["train.json", made.archiveName]) {
      const whole = await bytesOf(made.id, name);
      const etag = must((await take(made.id, name)).headers.get("etag"), "a tag");
      for (let start = 0; start < whole.length; start += Math.ceil(whole.length / 13)) {
        const response = await take(made.id, name, { range: `bytes=${start}-`, "if-range": etag });
        expect(response.status).toBe(206);
        expect(Buffer.from(await response.arrayBuffer()).equals(whole.subarray(start)), `${name} from ${start}`).toBe(
          true,
        );
      }
      expect((await take(made.id, name, { range: "bytes=5-", "if-range": '"another"' })).status).toBe(200);
      const beyond = await take(made.id, name, { range: `bytes=${whole.length}-` });
      expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${whole.length}`]);
    }
  });

  it("passes npm run verify as an archive, and fails once a byte of it was changed", async () => {
    const made = await exported(usualRecipe(await frozen()));
    const path = join(folder, "all.tar");
    const bytes = await bytesOf(made.id, made.archiveName);
    writeFileSync(path, bytes);
    const said: string[] = [];
    expect(await verifyExport([path], (line) => said.push(line))).toBe(0);
    const { items } = await ask<{ items: { fingerprint: string }[] }>("listSigningKeys");
    expect(said.join()).toContain(must(items[0], "a key").fingerprint);
    execFileSync("tar", ["-xf", path, "-C", folder]);
    expect(await verifyExport([join(folder, made.archiveName.replace(".tar", ""))], () => undefined)).toBe(0);
    bytes[bytes.indexOf("The sky is")] = 0x74;
    writeFileSync(path, bytes);
    expect(await verifyExport([path], (line) => said.push(line))).toBe(1);
    expect(said.join("\n")).toContain("train.json: CHANGED");
  });

  it("has names of the server's making, whatever the data set is called", async () => {
    const made = await exported(usualRecipe(await frozen()));
    expect(made.archiveName).toMatch(/^gro-e-kraft-x-\d+-llama_factory-assistant\.tar$/);
    for (const name of ["..%2F..%2Fetc%2Fpasswd", "/etc/passwd", "nothing.json", "train.json\r\nx: y"])
      expect((await take(made.id, name)).status).toBe(404);
  });

  it("writes down who took which file, and from where on", async () => {
    const made = await exported(usualRecipe(await frozen()));
    await bytesOf(made.id, "train.json");
    await (await take(made.id, "train.json", { range: "bytes=7-" })).arrayBuffer();
    const { items } = await ask<{ items: ExportDownload[] }>("listExportDownloads", { params: { exportId: made.id } });
    expect(items.map(({ fileName, fromByte, person }) => [fileName, fromByte, person.name])).toEqual([
      ["train.json", 7, lead.name],
      ["train.json", 0, lead.name],
    ]);
  });

  it("tells who wrote each character, through edits, and names nobody", async () => {
    const { dialogue, turns } = await makeDialogue({
      status: "ended",
      texts: ["Why? 👋", "The sky is blue.", "Oh?", "Yes."],
    });
    const turnId = must(turns[1], "an answer").id;
    const act = {
      kind: "edit",
      headId: dialogue.headId,
      turnId,
      text: "The sky is very blue.",
      after: "keep",
    } as const;
    const { decision } = await actOnDialogue(lead, { dialogueId: dialogue.id, act });
    const made = await exported(usualRecipe(await frozen([dialogue.id])));
    const lines = (await bytesOf(made.id, "provenance.jsonl")).toString().trimEnd().split("\n");
    const [legend, first] = lines.map((line) => JSON.parse(line));
    expect(legend.unit).toContain("code points");
    expect(first).toMatchObject({ file: "train.json", row: 1, dialogue: dialogue.id });
    expect(first.turns[1].spans.map(([start, end, by]: [number, number, string]) => [start, end, by])).toEqual([
      [0, 11, "model"],
      [11, 16, "edit"],
      [16, 21, "model"],
    ]);
    expect(first.turns[1].spans[1].slice(3)).toEqual(["person 1", must(decision, "a decision").id]);
    expect(first.turns[0].spans).toEqual([[0, 6, expect.any(String), expect.any(String), null]]);
  });

  it("tells of what was taken out of a text that the rest of it is its author's", async () => {
    const texts = ["Why?", "Write to lea@example.org, please.", "Oh?", "Yes."];
    const { dialogue, turns } = await makeDialogue({ status: "ended", texts });
    const told = { turnId: must(turns[1], "an answer").id, text: "Write to [e-mail], please.", reasoning: null };
    const act = { kind: "amend" as const, headId: dialogue.headId, turns: [told] };
    await actOnDialogue(lead, { dialogueId: dialogue.id, act });
    const made = await exported(usualRecipe(await frozen([dialogue.id])));
    const [, first] = (await bytesOf(made.id, "provenance.jsonl")).toString().split("\n");
    const spans: [number, number, string][] = JSON.parse(must(first, "a line")).turns[1].spans;
    expect([spans[0]?.[2], spans.at(-1)?.[2]]).toEqual(["model", "model"]);
    expect(spans.some(([, , by]) => by === "edit")).toBe(true);
  });

  it("holds no e-mail, id of a person, key or endpoint", async () => {
    const made = await exported(usualRecipe(await frozen()));
    const models = await prisma.model.findMany();
    const all = (await bytesOf(made.id, made.archiveName)).toString("latin1");
    const people = await prisma.user.findMany();
    const secrets = [
      ...people.flatMap(({ id, email, name }) => [id, email, Buffer.from(name).toString("latin1")]),
      ...models.map(({ baseUrl }) => baseUrl),
      token,
      must(process.env.REALCHAT_SECRET, "a secret"),
    ];
    expect(secrets.filter((secret) => secret !== "" && all.includes(secret))).toEqual([]);
  });

  it("says in its manifest what it is made of", async () => {
    const snapshotId = await frozen();
    const made = await exported(usualRecipe(snapshotId));
    const manifest: Manifest = JSON.parse((await bytesOf(made.id, "manifest.json")).toString());
    const { digest, dialogues } = await prisma.snapshot.findUniqueOrThrow({ where: { id: snapshotId } });
    expect(manifest).toMatchObject({
      export: made.id,
      recipe: made.recipe,
      snapshots: [{ id: snapshotId, digest, dialogues }],
      counts: made.counts,
      files: made.files,
      software: { version: JSON.parse(readFileSync("package.json", "utf8")).version },
    });
  });

  it("is not there to be taken before its job is through", async () => {
    const { id } = await ask<TrainingExport>("createTrainingExport", { body: usualRecipe(await frozen()) });
    expect((await take(id, "manifest.json")).status).toBe(409);
    await doDueJobs();
    expect((await take(id, "manifest.json")).status).toBe(200);
  });

  it("is made and taken by those who may export, with a token for that", async () => {
    const made = await exported(usualRecipe(await frozen()));
    const asked = { params: { exportId: made.id, fileName: "train.json" } };
    const other = await makeViewer("Ann", ["annotator", "evaluator"]);
    const tokens = [await giveToken(other.id), await giveToken(lead.id, { scopes: ["read", "manage"] })];
    for (const token of tokens) {
      expect((await callRoute("downloadExportFile", { ...asked, token })).status).toBe(403);
      expect((await callRoute("createTrainingExport", { body: made.recipe, token })).status).toBe(403);
      expect((await callRoute("previewTrainingExport", { body: made.recipe, token })).status).toBe(403);
    }
  });
});

describe("a file of many dialogues", () => {
  const name = "train.json";
  let made: TrainingExport;
  let whole: Buffer;
  let stretches: Stretch[];
  beforeAll(async () => {
    const ids = await makeEndedDialogues(1_003);
    const parts = [await frozen(), await frozen(ids)].map((snapshotId) => ({ snapshotId, weight: null }));
    made = await exported({ parts, trainer: "sharegpt", leftOut: ids.slice(40, 41) });
    whole = await bytesOf(made.id, name);
    const kept = await prisma.trainingExport.findUniqueOrThrow({ where: { id: made.id } });
    stretches = must(stretchesSchema.parse(kept.stretches)[name], "stretches");
  });

  it("goes on from the stretch that holds the byte, and makes nothing of those before", async () => {
    const [first, second] = [must(stretches[0], "the first"), must(stretches[1], "the second")];
    expect(stretches.map(({ dialogues }) => dialogues)).toEqual([500, 500, 500]);
    const read = [];
    for (const start of [0, first.bytes - 1, first.bytes, first.bytes + second.bytes, whole.length - 1]) {
      const { result, statements } = await statementsOf(async () =>
        Buffer.from(await (await take(made.id, name, { range: `bytes=${start}-` })).arrayBuffer()),
      );
      expect(result.equals(whole.subarray(start)), `from ${start}`).toBe(true);
      read.push(statements.filter((text) => text.includes("snapshots.readDialogues")).length);
    }
    expect(read[1]).toBe(read[0]);
    expect(read[2]).toBeLessThan(must(read[1], "a number"));
    expect(read[3]).toBeLessThan(must(read[2], "a number"));
  });

  it("breaks off in the stretch that is made in another way than it was, and in no other", async () => {
    const [first, second] = [must(stretches[0], "the first"), must(stretches[1], "the second")];
    const other = { [name]: [first, { ...second, sha256: first.sha256 }, must(stretches[2], "the third")] };
    await prisma.trainingExport.update({ where: { id: made.id }, data: { stretches: other } });
    const isGiven = async (byte: number) => {
      const response = await take(made.id, name, { range: `bytes=${byte}-` });
      return response.ok && response.arrayBuffer().then(Boolean, () => false);
    };
    expect(await isGiven(0)).toBe(false);
    expect(await isGiven(first.bytes + 10)).toBe(false);
    expect(await isGiven(first.bytes + second.bytes)).toBe(true);
  });

  it("that was made before stretches were told is taken up all the same", async () => {
    await query`UPDATE training_export SET stretches = NULL WHERE id = ${made.id}`;
    const rest = await (await take(made.id, name, { range: "bytes=70000-" })).arrayBuffer();
    expect(Buffer.from(rest).equals(whole.subarray(70_000))).toBe(true);
  });
});

describe("a recipe", () => {
  it("is previewed before anything is made: counts, notes, first rows", async () => {
    const before = await prisma.trainingExport.count();
    const preview = await ask<RecipePreview>("previewTrainingExport", { body: usualRecipe(await frozen()) });
    expect(preview).toMatchObject({ parts: [{ part: "train", dialogues: 7 }], looked: { dialogues: 7, rows: 14 } });
    expect(preview.rows).toHaveLength(5);
    expect(preview.audit).toMatchObject({ dialogues: 7, rows: 14 });
    const [sample] = must(preview.rows[0]?.seen, "a row as it will be seen").samples;
    const trained = sample?.pieces.filter(({ isTrained }) => isTrained).map(({ text }) => text);
    expect(trained?.join("")).toContain("The sky is");
    expect(preview.notes.join(" ")).toContain("mask_history");
    expect(await prisma.trainingExport.count()).toBe(before);
  });

  it("that no file follows from is refused with the field", async () => {
    const snapshotId = await frozen();
    const refused = async (recipe: object) => {
      const body = { parts: [{ snapshotId }], ...recipe };
      const response = await callRoute("createTrainingExport", { token, body });
      return [response.status, Object.keys((await response.json()).fields ?? {})];
    };
    expect(await refused({ trainer: "llama_factory", reasoning: "thinking" })).toEqual([422, ["reasoning"]]);
    expect(await refused({ options: { rows: "all" } })).toEqual([422, ["options.rows"]]);
    expect(await refused({ options: { nothing: "x" } })).toEqual([422, [expect.stringContaining("options")]]);
    expect(await refused({ parts: [] })).toEqual([422, ["parts"]]);
  });

  it("of a snapshot that is not there, or elsewhere, finds nothing", async () => {
    expect((await callRoute("createTrainingExport", { token, body: usualRecipe("snp_nothing") })).status).toBe(404);
  });
});

describe("the server's key", () => {
  it("is made once, whoever asks at the same time", async () => {
    const { openSigner } = await import("./signing-key");
    const keys = await Promise.all(Array.from({ length: 5 }, () => openSigner()));
    expect(new Set(keys.map(({ key }) => key.fingerprint)).size).toBe(1);
    expect(await prisma.signingKey.count()).toBe(1);
  });
});
