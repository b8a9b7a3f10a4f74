import { listCardVersions } from "@/lib/data/snapshots/cards";
import { serve } from "@/lib/http/serve";

export const GET = serve("listCardVersions", ({ params, query }) => listCardVersions(params.snapshotId, query));
