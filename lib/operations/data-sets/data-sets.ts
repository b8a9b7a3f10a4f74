import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import {
  addToDataSet as add,
  findDataSet,
  insertDataSet,
  removeFromDataSet as remove,
  updateDataSet as update,
  type Which,
} from "@/lib/data/snapshots/data-sets";
import { transaction } from "@/lib/data/sql";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { DataSet } from "@/lib/domain/training/data-set";
import { authorize, type Viewer } from "@/lib/domain/viewer";

type Some = Which | { dialogueIds: string[] };
type NewDataSet = { name: string; note: string; members: { filter: DialogueFilter } | { list: Some | null } };

/** A data set of what a filter finds at any time, or a list that begins with these dialogues. */
export async function createDataSet(viewer: Viewer, { name, note, members }: NewDataSet): Promise<DataSet> {
  authorize(viewer, "dataSet.manage");
  const id = newId("dataSet");
  await transaction(async (tx) => {
    const filter = "filter" in members ? members.filter : null;
    await insertDataSet(tx, { id, name, note, filter, personId: viewer.id });
    if ("list" in members && members.list) await add(tx, id, whichOf(members.list), viewer.id);
  });
  return must(await findDataSet(id), "the data set");
}

function whichOf(some: Some): Which {
  return "dialogueIds" in some ? { filter: { chosen: some.dialogueIds.join() } } : some;
}

/** Puts dialogues on the list of a data set. */
export async function addToDataSet(viewer: Viewer, id: string, some: Some): Promise<{ changed: number }> {
  authorize(viewer, "dataSet.manage");
  await requireList(id);
  return { changed: await transaction((tx) => add(tx, id, whichOf(some), viewer.id)) };
}

/** Takes dialogues off the list of a data set; what was frozen of it stays. */
export async function removeFromDataSet(viewer: Viewer, id: string, some: Some): Promise<{ changed: number }> {
  authorize(viewer, "dataSet.manage");
  await requireList(id);
  return { changed: await transaction((tx) => remove(tx, id, whichOf(some))) };
}

async function requireList(id: string): Promise<void> {
  const { filter } = must(await findDataSet(id), "the data set");
  if (filter === null) return;
  throw new AppError(
    "invalid",
    "This data set is what its filter finds, so nothing is put into it or taken out by hand.",
  );
}

type Said = { name: string; note: string; isArchived: boolean };

export async function updateDataSet(viewer: Viewer, id: string, said: Said): Promise<DataSet> {
  authorize(viewer, "dataSet.manage");
  await update(id, said);
  return must(await findDataSet(id), "the data set");
}
