import { listSnapshots } from "@/lib/data/snapshots/snapshots";
import { serve } from "@/lib/http/serve";

export const GET = serve("listSnapshots", ({ query: { dataSet, ...page } }) =>
  listSnapshots({ dataSetId: dataSet, ...page }),
);
