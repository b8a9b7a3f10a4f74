import { serve } from "@/lib/http/serve";
import { askForScores } from "@/lib/operations/statistics/ask-for-scores";
import { readScores } from "@/lib/operations/statistics/read-scores";

export const GET = serve("listDialogueScores", ({ params, query }) =>
  readScores({ kind: "snapshot", id: params.snapshotId }, query.people),
);

export const POST = serve("scoreDialogues", ({ viewer, params, body }) =>
  askForScores(viewer, { kind: "snapshot", id: params.snapshotId }, body),
);
