import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { listSharedAnswers } from "@/lib/data/review/results";
import { requireComplete } from "@/lib/data/search-index";
import { findDataSet, takeNumber } from "@/lib/data/snapshots/data-sets";
import { readFacts, readSettledLabels } from "@/lib/data/snapshots/facts";
import { pinDialogues, sumPinned } from "@/lib/data/snapshots/freeze";
import { findSnapshot, insertSnapshot } from "@/lib/data/snapshots/snapshots";
import { type Queryable, transaction } from "@/lib/data/sql";
import { authorizeAs } from "@/lib/domain/training/data-set-role";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";
import type { Snapshot, SnapshotFacts } from "@/lib/domain/training/snapshot";
import type { Viewer } from "@/lib/domain/viewer";
import { krippendorffAlpha, rawAgreement } from "@/lib/stats/agreement-coefficients";
import type { Estimate } from "@/lib/stats/figure";
import { tabulate } from "@/lib/stats/ratings-table";

type Asked = { dataSetId: string; note: string };

/** Freezes a data set as it is at one moment, whatever is edited, judged or deleted meanwhile. */
export async function createSnapshot(
  viewer: Viewer,
  { dataSetId, note }: Asked,
): Promise<Snapshot & { facts: SnapshotFacts }> {
  const asked = must(await findDataSet(dataSetId), "the data set");
  authorizeAs("keeper", viewer, asked);
  await requireComplete(asked.filter);
  const id = newId("snapshot");
  await transaction(
    async (tx) => {
      const dataSet = await takeNumber(tx, dataSetId);
      if (!dataSet) throw new AppError("not_found", "There is no such data set.");
      const { number, filter, fields } = dataSet;
      const living = dialoguesOf(dataSet);
      const labels = await readSettledLabels(tx, living, fields);
      const pinned = await pinDialogues(tx, id, { filter: living, labels });
      const { dialogues, leftOut, untrained, turnsBy } = pinned;
      if (dialogues === 0)
        throw new AppError("invalid", "None of its dialogues can be trained on, so there is nothing to freeze.");
      const { turns, digest, ...sums } = await sumPinned(tx, id);
      const { queues, ...found } = await readFacts(tx, id);
      const facts = {
        filter,
        fields,
        leftOut,
        untrained,
        turnsBy,
        ...sums,
        ...found,
        queues: await withAgreement(tx, queues),
      };
      await insertSnapshot(tx, { id, dataSetId, number, note, dialogues, turns, digest, facts, personId: viewer.id });
    },
    { oneMoment: true },
  );
  return must(await findSnapshot(id), "the snapshot");
}

/** With how well people agreed on the verdict in each queue as it stands; null where nobody judged the same item as another. */
async function withAgreement(
  tx: Queryable,
  queues: Omit<SnapshotFacts["queues"][number], "agreement">[],
): Promise<SnapshotFacts["queues"]> {
  const measured = [];
  for (const queue of queues) {
    const answers = await listSharedAnswers(queue.id, tx);
    const { counts, raters, values } = tabulate(
      answers.map(({ itemId: item, personId: rater, answer: { verdict: value } }) => ({ item, rater, value })),
    );
    const agreement = {
      items: counts.length,
      raters: raters.length,
      raw: numberOf(rawAgreement(counts)),
      alpha: numberOf(krippendorffAlpha(counts, { values, level: "nominal" })),
    };
    measured.push({ ...queue, agreement: counts.length > 0 ? agreement : null });
  }
  return measured;
}

function numberOf(estimate: Estimate): number | null {
  return estimate.ok ? estimate.value : null;
}
