import { listDataSetChanges } from "@/lib/data/snapshots/data-set-changes";
import { serve } from "@/lib/http/serve";

export const GET = serve("listDataSetChanges", ({ params, query }) => listDataSetChanges(params.dataSetId, query));
