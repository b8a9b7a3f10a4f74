import { useQuery } from "@tanstack/react-query";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";

/** The dialogues of the data set that a snapshot is of, as they are now: no filter tells those that it pinned. Null until that is read. */
export function useDialoguesOf(snapshotId: string | null | undefined): DialogueFilter | null {
  const snapshot = useQuery({ ...snapshotQueries.one(snapshotId ?? ""), enabled: Boolean(snapshotId) }).data;
  const dataSet = useQuery({
    ...dataSetQueries.one(snapshot?.dataSetId ?? ""),
    enabled: snapshot !== undefined,
  }).data;
  return snapshotId && dataSet ? dialoguesOf(dataSet) : null;
}
