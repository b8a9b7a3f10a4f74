import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { setDataSetMember } from "@/lib/data/snapshots/data-set-members";
import {
  addToDataSet as add,
  findDataSet,
  insertDataSet,
  removeFromDataSet as remove,
  type Which,
} from "@/lib/data/snapshots/data-sets";
import { transaction } from "@/lib/data/sql";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { LabelField } from "@/lib/domain/review/guideline";
import type { DataSet } from "@/lib/domain/training/data-set";
import { authorizeAs, type DataSetRole } from "@/lib/domain/training/data-set-role";
import { authorize, type Viewer } from "@/lib/domain/viewer";

type Some = Which | { dialogueIds: string[] };
type NewDataSet = {
  name: string;
  note: string;
  fields?: LabelField[];
  members: { filter: DialogueFilter } | { list: Some | null };
};

/** A data set of what a filter finds at any time, or a list that begins with these dialogues. */
export async function createDataSet(
  viewer: Viewer,
  { name, note, fields = [], members }: NewDataSet,
): Promise<DataSet> {
  authorize(viewer, "dataSet.manage");
  const id = newId("dataSet");
  await transaction(async (tx) => {
    const filter = "filter" in members ? members.filter : null;
    await insertDataSet(tx, { id, name, note, fields, filter, personId: viewer.id });
    if ("list" in members && members.list) await add(tx, id, whichOf(members.list), viewer.id);
  });
  return must(await findDataSet(id), "the data set");
}

function whichOf(some: Some): Which {
  return "dialogueIds" in some ? { filter: { chosen: some.dialogueIds.join() } } : some;
}

/** Puts dialogues on the list of a data set. */
export async function addToDataSet(viewer: Viewer, id: string, some: Some): Promise<{ changed: number }> {
  await requireList(viewer, id);
  return { changed: await transaction((tx) => add(tx, id, whichOf(some), viewer.id)) };
}

/** Takes dialogues off the list of a data set; what was frozen of it stays. */
export async function removeFromDataSet(viewer: Viewer, id: string, some: Some): Promise<{ changed: number }> {
  await requireList(viewer, id);
  return { changed: await transaction((tx) => remove(tx, id, whichOf(some))) };
}

async function requireList(viewer: Viewer, id: string): Promise<void> {
  const { filter } = await openAs("curator", viewer, id);
  if (filter === null) return;
  throw new AppError(
    "invalid",
    "This data set is what its filter finds, so nothing is put into it or taken out by hand.",
  );
}

/** A data set, for whoever may do this with it. */
async function openAs(role: DataSetRole, viewer: Viewer, id: string): Promise<DataSet> {
  const dataSet = must(await findDataSet(id), "the data set");
  authorizeAs(role, viewer, dataSet);
  return dataSet;
}

type Named = { personId: string; roles: DataSetRole[] };

/** Names what somebody may do with a data set besides reading it; nothing with no roles. */
export async function setMember(viewer: Viewer, id: string, { personId, roles }: Named): Promise<DataSet> {
  authorize(viewer, "dataSet.manage");
  await setDataSetMember(id, personId, [...new Set(roles)]);
  return must(await findDataSet(id), "the data set");
}
