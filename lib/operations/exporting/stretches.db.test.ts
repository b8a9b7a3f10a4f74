import { beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { type Recipe, recipeSchema } from "@/lib/domain/training/recipe";
import { splitSpecSchema } from "@/lib/domain/training/split-spec";
import { type Stretch, stretchesSchema } from "@/lib/domain/training/stretch";
import type { Viewer } from "@/lib/domain/viewer";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeEndedDialogues, makeViewer } from "@/lib/testing/review";
import { makeOneSplit } from "@/lib/testing/splits";
import { statementsOf } from "@/lib/testing/statements-of";
import { actOnDialogue } from "../act-on-dialogue";
import { createDataSet } from "../data-sets/data-sets";
import { createSnapshot } from "../data-sets/freeze";
import { createExport } from "./create-export";
import { takeExportFile } from "./take-export-file";

withDatabase();

let lead: Viewer;
let snapshotId: string;
let splitId: string;

/** In three parts, with people who appear here and there for the first time. */
beforeAll(async () => {
  lead = await makeViewer("Léa", ["lead"]);
  const others = [
    await makeViewer("Ann", ["lead"]),
    await makeViewer("Bo", ["lead"]),
    await makeViewer("Cy", ["lead"]),
  ];
  const ids = await makeEndedDialogues(1_700);
  const [ann, bo, cy] = [must(others[0], "Ann"), must(others[1], "Bo"), must(others[2], "Cy")];
  const editors = [cy, ann, cy, bo, ann, lead, bo];
  for (const [i, place] of [4, 4, 230, 690, 1_100, 1_390, 1_650].entries())
    await edit(must(editors[i], "somebody"), must(ids[place], "a dialogue"));
  const made = { name: "Many", note: "", members: { list: { dialogueIds: ids } } };
  const { id: dataSetId } = await createDataSet(lead, made);
  snapshotId = (await createSnapshot(lead, { dataSetId, note: "" })).id;
  const spec = splitSpecSchema.parse({ name: "Main", shares: { train: 60, validation: 35, test: 5 }, together: [] });
  splitId = (await makeOneSplit(lead, { spec, snapshotIds: [snapshotId], earlierId: null })).id;
});

async function edit(viewer: Viewer, dialogueId: string): Promise<void> {
  const { headId } = await prisma.dialogue.findUniqueOrThrow({ where: { id: dialogueId } });
  const text = `${viewer.name} says otherwise.`;
  const act = { kind: "edit", headId, turnId: must(headId, "an answer"), text, after: "keep" } as const;
  await actOnDialogue(viewer, { dialogueId, act });
}

async function exported(recipe: Partial<Recipe>) {
  const { id } = await createExport(lead, recipeSchema.parse({ parts: [{ snapshotId }], ...recipe }));
  await doDueJobs();
  const { stretches } = await prisma.trainingExport.findUniqueOrThrow({ where: { id } });
  return { id, stretches: stretchesSchema.parse(stretches) };
}

async function taken(exportId: string, fileName: string, byte: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of (await takeExportFile(lead, { exportId, fileName })).from(byte)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Takes the file up within each of its stretches; how many statements that took. */
async function takenUp(exportId: string, fileName: string, stretches: readonly Stretch[]): Promise<number[]> {
  const whole = await taken(exportId, fileName, 0);
  const sent = [];
  let begin = 0;
  for (const { bytes } of stretches) {
    const start = begin + Math.floor(bytes / 3);
    const { result, statements } = await statementsOf(() => taken(exportId, fileName, start));
    expect(result.equals(whole.subarray(start)), `${fileName} from ${start}`).toBe(true);
    sent.push(statements.length);
    begin += bytes;
  }
  return sent;
}

const peopleIn = (text: Buffer) => new Set(text.toString().match(/"person \d+"/g));

describe("who wrote what", () => {
  it("goes on from any stretch, row by row and with the numbers that people have", async () => {
    const { id, stretches } = await exported({ trainer: "sharegpt", splitId });
    const own = must(stretches["provenance.jsonl"], "stretches");
    expect(own.map(({ dialogues }) => dialogues)).toEqual([500, 500, 500, 500]);
    const sent = await takenUp(id, "provenance.jsonl", own);
    expect(must(sent[3], "a number")).toBeLessThan(must(sent[0], "a number"));
    expect(peopleIn(await taken(id, "provenance.jsonl", 0)).size).toBe(4);
  });

  it("is one piece where rows are of what people preferred", async () => {
    const { stretches } = await exported({ trainer: "trl", target: "preference" });
    expect(stretches).toEqual({});
  });
});

describe("our own format", () => {
  it("goes on from any stretch, with the numbers that people have", async () => {
    const { id, stretches } = await exported({ trainer: "realchat", target: "whole" });
    const own = must(stretches["train.jsonl"], "stretches");
    // Dialogues of one moment stand in the order of their ids, which are drawn.
    expect(own.flatMap(({ newcomers = [] }) => newcomers)).toHaveLength(3);
    const sent = await takenUp(id, "train.jsonl", own);
    expect(must(sent[3], "a number")).toBeLessThan(must(sent[0], "a number"));
    expect(peopleIn(await taken(id, "train.jsonl", 0)).size).toBe(4);
    await takenUp(id, "provenance.jsonl", must(stretches["provenance.jsonl"], "stretches"));
  });
});
