import { listMembersOf } from "@/lib/data/snapshots/data-set-members";
import { authorizeAs, type DataSetRole } from "@/lib/domain/training/data-set-role";
import type { Viewer } from "@/lib/domain/viewer";

/** Throws `forbidden` unless the viewer may do this with every data set that these are snapshots of. */
export async function authorizeSnapshots(
  role: DataSetRole,
  viewer: Viewer,
  snapshotIds: readonly string[],
): Promise<void> {
  for (const dataSet of await listMembersOf(snapshotIds)) authorizeAs(role, viewer, dataSet);
}
