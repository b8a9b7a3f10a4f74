import { serve } from "@/lib/http/serve";
import { previewScores } from "@/lib/operations/statistics/ask-for-scores";

export const GET = serve("previewDialogueScores", ({ params, query: { people, ...order } }) =>
  previewScores({ kind: "snapshot", id: params.snapshotId }, Object.assign(order, { peopleId: people ?? null })),
);
