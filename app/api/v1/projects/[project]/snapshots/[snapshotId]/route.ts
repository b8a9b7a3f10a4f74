import { must } from "@/lib/base/assert";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { serve } from "@/lib/http/serve";

export const GET = serve("getSnapshot", async ({ params }) =>
  must(await findSnapshot(params.snapshotId), "the snapshot"),
);
