import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { countDialogues } from "@/lib/data/dialogues";
import { insertDataSetChange } from "@/lib/data/snapshots/data-set-changes";
import { findDataSet, lockDataSet, updateDataSet } from "@/lib/data/snapshots/data-sets";
import { transaction } from "@/lib/data/sql";
import type { DataSet } from "@/lib/domain/training/data-set";
import { changeOf, type WantedChange } from "@/lib/domain/training/data-set-change";
import { authorizeAs } from "@/lib/domain/training/data-set-role";
import type { Viewer } from "@/lib/domain/viewer";

type Asked = WantedChange & { basedOn?: number | undefined };

/** Changes what is named of a data set and writes down who did; its snapshots stay as they are. */
export async function changeDataSet(
  viewer: Viewer,
  dataSetId: string,
  { basedOn, ...wanted }: Asked,
): Promise<DataSet> {
  await transaction(async (tx) => {
    const dataSet = must(await lockDataSet(tx, dataSetId), "the data set");
    authorizeAs("curator", viewer, dataSet);
    if (basedOn !== undefined && basedOn !== dataSet.version)
      throw new AppError(
        "conflict",
        "Somebody changed this data set meanwhile. Yours was not saved; look at theirs first.",
      );
    if (wanted.filter && !dataSet.filter)
      throw new AppError(
        "invalid",
        "This data set is a list: dialogues come and go by hand, and no filter finds them.",
      );
    const change = changeOf(dataSet, wanted);
    if (!change) return;
    const { before, after } = change;
    for (const state of [before, after])
      if (state.filter) state.dialogues = (await countDialogues(state.filter, tx)).dialogues;
    await updateDataSet(tx, dataSetId, wanted);
    await insertDataSetChange(tx, { dataSetId, version: dataSet.version + 1, before, after, personId: viewer.id });
  });
  return must(await findDataSet(dataSetId), "the data set");
}
