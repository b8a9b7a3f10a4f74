import { serve } from "@/lib/http/serve";
import { askToFollow, readDataSetFigures } from "@/lib/operations/statistics/data-set-figures";

export const GET = serve("getDataSetFigures", ({ params, query }) =>
  readDataSetFigures(params.dataSetId, query.people),
);

export const POST = serve("followDataSet", ({ viewer, params }) => askToFollow(viewer, params.dataSetId));
