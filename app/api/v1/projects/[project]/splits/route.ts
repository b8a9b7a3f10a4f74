import { listSplits } from "@/lib/data/snapshots/splits";
import { serve } from "@/lib/http/serve";
import { createSplit } from "@/lib/operations/splits/splits";

export const GET = serve("listSplits", ({ query }) => listSplits(query));

export const POST = serve("createSplit", ({ viewer, body: { snapshotIds, earlierId, ...spec } }) =>
  createSplit(viewer, { spec, snapshotIds, earlierId }),
);
