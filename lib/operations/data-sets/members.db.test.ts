import { beforeAll, expect, it } from "vitest";
import { recipeSchema, usualRecipe } from "@/lib/domain/training/recipe";
import { splitSpecSchema } from "@/lib/domain/training/split-spec";
import type { Viewer } from "@/lib/domain/viewer";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { makeEndedDialogues, makeViewer } from "@/lib/testing/review";
import { createExport } from "../exporting/create-export";
import { previewRecipe } from "../exporting/preview-recipe";
import { readExport, readExports } from "../exporting/read-exports";
import { createSplit, previewSplit } from "../splits/splits";
import { updateCard } from "./cards";
import { changeDataSet } from "./change-data-set";
import { addToDataSet, createDataSet, setMember } from "./data-sets";
import { createSnapshot } from "./freeze";

withDatabase();

let lead: Viewer;
let ann: Viewer;
let dataSetId: string;
let snapshotId: string;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  ann = await makeViewer("Ann", ["annotator"]);
  const members = { list: { dialogueIds: await makeEndedDialogues(2) } };
  dataSetId = (await createDataSet(lead, { name: "Ours", note: "", members })).id;
  snapshotId = (await createSnapshot(lead, { dataSetId, note: "" })).id;
});

const split = () => ({ spec: splitSpecSchema.parse({ name: "Main" }), snapshotIds: [snapshotId], earlierId: null });
const acts = {
  curator: [
    () => changeDataSet(ann, dataSetId, { note: "Mine" }),
    async () => addToDataSet(ann, dataSetId, { dialogueIds: await makeEndedDialogues(1) }),
    () => updateCard(ann, snapshotId, { text: "# Ours", basedOn: 0 }),
  ],
  keeper: [
    () => createSnapshot(ann, { dataSetId, note: "" }),
    () => createSplit(ann, split()),
    () => previewSplit(ann, split()),
  ],
  exporter: [
    () => previewRecipe(ann, usualRecipe(snapshotId)),
    async () => readExport(ann, (await createExport(ann, usualRecipe(snapshotId))).id),
    () => readExports(ann, { limit: 50 }),
    () => readExports(ann, { limit: 50, snapshot: snapshotId }),
  ],
} as const;

it.each(["curator", "keeper", "exporter"] as const)(
  "a lead names a %s, who may do that and nothing else",
  async (role) => {
    await setMember(lead, dataSetId, { personId: ann.id, roles: [role] });
    for (const [of, some] of Object.entries(acts))
      for (const act of some)
        if (of === role) await expect(act(), of).resolves.toBeDefined();
        else await expect(act(), of).rejects.toMatchObject({ code: "forbidden" });
    const gone = await setMember(lead, dataSetId, { personId: ann.id, roles: [] });
    expect(gone.members).toEqual([]);
    for (const act of acts[role]) await expect(act()).rejects.toMatchObject({ code: "forbidden" });
  },
);

it("everybody in the project reads data sets, snapshots and cards; only leads make data sets and name people", async () => {
  const token = await giveToken(ann.id);
  const params = { dataSetId, snapshotId, memberId: ann.id };
  for (const name of ["listDataSets", "getDataSet", "listSnapshots", "getSnapshot", "getCard"] as const)
    expect((await callRoute(name, { token, params })).status, name).toBe(200);
  expect((await callRoute("setDataSetMember", { token, params, body: { roles: ["keeper"] } })).status).toBe(403);
  await expect(createDataSet(ann, { name: "Mine", note: "", members: { list: null } })).rejects.toMatchObject({
    code: "forbidden",
  });
});

it("an exporter finds the exports of data sets that are all theirs to export, whoever made them, and no others", async () => {
  const members = { list: { dialogueIds: await makeEndedDialogues(1) } };
  const { id: otherId } = await createDataSet(lead, { name: "Others", note: "", members });
  const other = (await createSnapshot(lead, { dataSetId: otherId, note: "" })).id;
  const both = recipeSchema.parse({ parts: [{ snapshotId }, { snapshotId: other }] });
  const made: { id: string }[] = [];
  for (const recipe of [usualRecipe(snapshotId), usualRecipe(other), both]) made.push(await createExport(lead, recipe));
  const [ours, , mixed] = made.map(({ id }) => id);
  const found = async (query = {}) => (await readExports(ann, { limit: 50, ...query })).items.map(({ id }) => id);

  await setMember(lead, dataSetId, { personId: ann.id, roles: ["exporter"] });
  expect(await found()).toContain(ours);
  expect((await found()).filter((id) => made.some((one) => one.id === id))).toEqual([ours]);
  expect(await found({ snapshot: snapshotId })).not.toContain(mixed);
  await setMember(lead, otherId, { personId: ann.id, roles: ["exporter"] });
  expect((await found()).filter((id) => made.some((one) => one.id === id))).toHaveLength(3);
  for (const id of [dataSetId, otherId]) await setMember(lead, id, { personId: ann.id, roles: [] });
  await expect(found()).rejects.toMatchObject({ code: "forbidden" });
});
