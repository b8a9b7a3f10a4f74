import { listSnapshotDialogues } from "@/lib/data/snapshots/snapshots";
import { serve } from "@/lib/http/serve";

export const GET = serve("listSnapshotDialogues", ({ params, query }) =>
  listSnapshotDialogues(params.snapshotId, query),
);
