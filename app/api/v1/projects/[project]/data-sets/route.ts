import { listDataSets } from "@/lib/data/snapshots/data-sets";
import { serve } from "@/lib/http/serve";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";

export const GET = serve("listDataSets", ({ query }) => listDataSets(query));

export const POST = serve("createDataSet", ({ viewer, body }) => createDataSet(viewer, body));
