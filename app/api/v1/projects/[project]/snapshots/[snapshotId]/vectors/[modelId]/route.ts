import { serve } from "@/lib/http/serve";
import { askForVectors, estimateVectors } from "@/lib/operations/statistics/vectors";

export const GET = serve("estimateVectors", ({ params }) => estimateVectors(params.snapshotId, params.modelId));

export const POST = serve("getVectors", ({ viewer, params }) =>
  askForVectors(viewer, params.snapshotId, params.modelId),
);
