import { serve } from "@/lib/http/serve";
import { askForScores } from "@/lib/operations/statistics/ask-for-scores";
import { readScores } from "@/lib/operations/statistics/read-scores";

export const GET = serve("listDataSetScores", ({ params, query }) =>
  readScores({ kind: "data_set", id: params.dataSetId }, query.people),
);

export const POST = serve("scoreDataSet", ({ viewer, params, body }) =>
  askForScores(viewer, { kind: "data_set", id: params.dataSetId }, body),
);
