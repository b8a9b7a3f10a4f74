import { serve } from "@/lib/http/serve";
import { measureSnapshot, readSnapshotFigures } from "@/lib/operations/data-sets/figures";

export const GET = serve("getSnapshotFigures", ({ params, query }) =>
  readSnapshotFigures(params.snapshotId, query.people),
);

export const POST = serve("measureSnapshot", ({ viewer, params }) => measureSnapshot(viewer, params.snapshotId));
