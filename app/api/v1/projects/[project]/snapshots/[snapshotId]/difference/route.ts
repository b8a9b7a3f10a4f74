import { countChanges } from "@/lib/data/snapshots/changes";
import { serve } from "@/lib/http/serve";

export const GET = serve("compareSnapshots", ({ params, query }) =>
  countChanges({ from: query.from, to: params.snapshotId }),
);
