import { serve } from "@/lib/http/serve";
import { previewScores } from "@/lib/operations/statistics/ask-for-scores";

export const GET = serve("previewDataSetScores", ({ params, query: { people, ...order } }) =>
  previewScores({ kind: "data_set", id: params.dataSetId }, Object.assign(order, { peopleId: people ?? null })),
);
