import { listChanges } from "@/lib/data/snapshots/changes";
import { serve } from "@/lib/http/serve";

export const GET = serve("listSnapshotChanges", ({ params, query: { from, ...page } }) =>
  listChanges({ from, to: params.snapshotId }, page),
);
