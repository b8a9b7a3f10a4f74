import { beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import type { EndpointName } from "@/lib/contract/paths";
import { prisma } from "@/lib/data/prisma";
import type { Recipe } from "@/lib/domain/training/recipe";
import type { RecipePreview } from "@/lib/domain/training/recipe-preview";
import type { TrainingExport } from "@/lib/domain/training/training-export";
import type { Viewer } from "@/lib/domain/viewer";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken, type RouteCall } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeViewer } from "@/lib/testing/review";

withDatabase();

let lead: Viewer;
let token: string;
let snapshotId: string;
let ids: string[];

/** Three dialogues whose answer a person edited, the question of the last one, too; all of them accepted. */
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  token = await giveToken(lead.id);
  ids = [];
  for (const n of [1, 2, 3]) {
    const { dialogue } = await makeDialogue({ status: "ended", texts: [`Why ${n}?`, `So ${n}.`] });
    await edit(dialogue.id, `So ${n}.`, `Since ${n}.`);
    if (n === 3) await edit(dialogue.id, "Why 3?", "Why is it 3?");
    const { headId } = await prisma.dialogue.findUniqueOrThrow({ where: { id: dialogue.id } });
    await actOnDialogue(lead, { dialogueId: dialogue.id, act: { kind: "accept", headId } });
    ids.push(dialogue.id);
  }
  const { id } = await createDataSet(lead, { name: "A set", note: "", members: { list: { dialogueIds: ids } } });
  snapshotId = (await createSnapshot(lead, { dataSetId: id, note: "" })).id;
});

async function edit(dialogueId: string, old: string, text: string): Promise<void> {
  const { headId } = await prisma.dialogue.findUniqueOrThrow({ where: { id: dialogueId } });
  const { id: turnId } = await prisma.turn.findFirstOrThrow({ where: { dialogueId, text: old } });
  await actOnDialogue(lead, { dialogueId, act: { kind: "edit", headId, turnId, text, after: "keep" } });
}

async function ask<T>(name: EndpointName, call: RouteCall): Promise<T> {
  const response = await callRoute(name, { token, ...call });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function exported(recipe: Partial<Recipe>) {
  const body = { parts: [{ snapshotId, weight: null }], ...recipe };
  const { id } = await ask<TrainingExport>("createTrainingExport", { body });
  await doDueJobs();
  const made = await ask<TrainingExport>("getTrainingExport", { params: { exportId: id } });
  const textOf = async (fileName: string) =>
    (await callRoute("downloadExportFile", { token, params: { exportId: id, fileName } })).text();
  const rowsOf = async (fileName: string) =>
    (await textOf(fileName))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  return { made, textOf, rowsOf };
}

const said = (role: string, content: string) => ({ role, content });
const pair = (n: number) => ({
  prompt: [said("user", `Why ${n}?`)],
  chosen: [said("assistant", `Since ${n}.`)],
  rejected: [said("assistant", `So ${n}.`)],
});

describe("an export of what people preferred", () => {
  it("holds the pairs of its snapshot, with who wrote both texts, and is the same each time", async () => {
    const { made, textOf, rowsOf } = await exported({ target: "preference", trainer: "trl" });
    expect(made.counts).toMatchObject({ dialogues: 3, rows: 3 });
    expect(await rowsOf("train.jsonl")).toEqual([1, 2, 3].map(pair));
    const [, first] = await rowsOf("provenance.jsonl");
    expect(first).toMatchObject({ file: "train.jsonl", row: 1, dialogue: ids[0] });
    const trained = first.turns.filter((turn: { trained: boolean }) => turn.trained);
    expect(trained.map(({ spans }: { spans: unknown[][] }) => spans.map(([, , by]) => by))).toEqual([
      expect.arrayContaining(["edit"]),
      ["model"],
    ]);
    const again = await exported({ target: "preference", trainer: "trl" });
    expect(again.made.files).toEqual(made.files);
    expect(await textOf("provenance.jsonl")).not.toContain(lead.id);
  });

  it("is of the side, the signals and the dialogues that were asked for", async () => {
    const user = await exported({ target: "preference", trainer: "trl", side: "user" });
    expect((await user.rowsOf("train.jsonl")).map(({ chosen }) => chosen)).toEqual([
      [said("assistant", "Why is it 3?")],
    ]);
    const none = await exported({ target: "preference", trainer: "trl", signals: ["vote"] });
    expect(none.made.counts).toMatchObject({ rows: 0 });
    const leftOut = [must(ids[0], "an id")];
    const some = await exported({ target: "reward", trainer: "trl", leftOut });
    expect((await some.rowsOf("train.jsonl")).map(({ chosen }) => chosen.at(-1).content)).toEqual([
      "Since 2.",
      "Since 3.",
    ]);
  });

  it("of labels holds what was accepted as it was written", async () => {
    const { rowsOf } = await exported({ target: "binary", trainer: "ms_swift", side: "user" });
    const asked = (await rowsOf("train.jsonl")).map(({ messages, label }) => [messages.at(-1).content, label]);
    expect(asked.toSorted()).toEqual([1, 2].map((n) => [`Why ${n}?`, true]));
  });

  it("is previewed, and refused where the trainer cannot learn it", async () => {
    const parts = [{ snapshotId, weight: null }];
    const body = { parts, target: "preference", trainer: "llama_factory" };
    const preview = await ask<RecipePreview>("previewTrainingExport", { body });
    expect(preview).toMatchObject({ looked: { dialogues: 3, rows: 3 } });
    // The person's text was chosen over the model's that it replaced.
    const audit = must(preview.audit, "an audit");
    expect(audit).toMatchObject({ rows: 3, samples: 3, findings: [] });
    const { chosen = 0, rejected = 0 } = audit.byAnswer;
    expect([chosen + rejected, chosen > 0, rejected > 0]).toEqual([audit.trained, true, true]);
    expect([audit.byOrigin.edited > 0, audit.byOrigin.model > 0]).toEqual([true, true]);
    const seen = must(preview.rows[0]?.seen, "a row as it will be seen").samples;
    const learned = seen.map(({ answer, pieces }) => {
      const texts = pieces.filter(({ isTrained, isMark }) => isTrained && !isMark).map(({ text }) => text);
      return [answer, texts.join("").trim()];
    });
    expect(learned).toEqual([
      ["chosen", "Since 1."],
      ["rejected", expect.any(String)],
    ]);
    expect(preview.files).toEqual([
      "train.json",
      "dataset_info.json",
      "llama-factory.yaml",
      "provenance.jsonl",
      "audit.json",
      "README.md",
      "croissant.json",
    ]);
    expect(JSON.parse(must(preview.rows[0], "a row").json)).toMatchObject({ chosen: { value: "Since 1." } });
    const response = await callRoute("previewTrainingExport", { token, body: { ...body, trainer: "fastchat" } });
    expect(response.status).toBe(422);
  });
});
