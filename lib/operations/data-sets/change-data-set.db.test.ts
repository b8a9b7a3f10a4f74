import { beforeAll, expect, it } from "vitest";
import { listDataSetChanges } from "@/lib/data/snapshots/data-set-changes";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import type { DataSet } from "@/lib/domain/training/data-set";
import type { Viewer } from "@/lib/domain/viewer";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { makeEndedDialogues, makeViewer } from "@/lib/testing/review";
import { changeDataSet } from "./change-data-set";
import { createDataSet } from "./data-sets";
import { createSnapshot } from "./freeze";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

async function living(n: number): Promise<{ dataSet: DataSet; ids: string[] }> {
  const ids = await makeEndedDialogues(n);
  const members = { filter: { chosen: ids.join() } };
  return { ids, dataSet: await createDataSet(lead, { name: "Ours", note: "", members }) };
}

it("another filter finds others from then on, is told with how many it held before, and leaves snapshots as they were", async () => {
  const { dataSet, ids } = await living(3);
  const { id, digest } = await createSnapshot(lead, { dataSetId: dataSet.id, note: "" });
  const filter = { chosen: ids.slice(1).join() };
  const changed = await changeDataSet(lead, dataSet.id, { filter, basedOn: 0 });
  expect(changed).toMatchObject({ filter, version: 1 });
  expect((await createSnapshot(lead, { dataSetId: dataSet.id, note: "" })).dialogues).toBe(2);
  expect(await findSnapshot(id)).toMatchObject({ dialogues: 3, digest, facts: { filter: dataSet.filter } });
  expect((await listDataSetChanges(dataSet.id, { limit: 5 })).items).toEqual([
    {
      version: 1,
      before: { filter: dataSet.filter, dialogues: 3 },
      after: { filter, dialogues: 2 },
      changedBy: { id: lead.id, name: "Lea" },
      createdAt: expect.any(String),
    },
  ]);
});

it("whoever changes what somebody else changed meanwhile is told; what is not named stays", async () => {
  const { dataSet } = await living(1);
  const note = "For the assistant";
  const asked = [1, 2, 3].map((n) => changeDataSet(lead, dataSet.id, { name: `Name ${n}`, basedOn: 0 }));
  const ends = await Promise.allSettled([...asked, changeDataSet(lead, dataSet.id, { note })]);
  expect(ends.filter(({ status }) => status === "fulfilled").length).toBeLessThanOrEqual(2);
  for (const end of ends) if (end.status === "rejected") expect(end.reason).toMatchObject({ code: "conflict" });
  const now = await changeDataSet(lead, dataSet.id, { isArchived: true });
  expect(now).toMatchObject({ note, filter: dataSet.filter, archivedAt: expect.any(String) });
  const { items } = await listDataSetChanges(dataSet.id, { limit: 9 });
  expect(items.map(({ version }) => version)).toEqual(items.map((_, i) => items.length - i));
});

it("what is as it was is no line of history, a list takes no filter, and history is read page by page", async () => {
  const { dataSet } = await living(1);
  await changeDataSet(lead, dataSet.id, { name: "Ours", filter: dataSet.filter ?? {} });
  for (const name of ["A", "B", "C"]) await changeDataSet(lead, dataSet.id, { name });
  const token = await giveToken(lead.id);
  const read = async (query: string) =>
    (await callRoute("listDataSetChanges", { token, params: { dataSetId: dataSet.id }, query })).json();
  const first = await read("?limit=2");
  expect(first.items.map((one: { after: object }) => one.after)).toEqual([{ name: "C" }, { name: "B" }]);
  expect((await read(`?limit=2&cursor=${first.nextCursor}`)).items).toMatchObject([
    { version: 1, before: { name: "Ours" }, after: { name: "A" } },
  ]);
  const list = await createDataSet(lead, { name: "Listed", note: "", members: { list: null } });
  await expect(changeDataSet(lead, list.id, { filter: { verdict: "accepted" } })).rejects.toMatchObject({
    code: "invalid",
  });
});
