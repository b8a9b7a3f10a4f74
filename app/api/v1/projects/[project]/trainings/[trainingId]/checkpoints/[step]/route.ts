import { serve } from "@/lib/http/serve";
import { dropCheckpoint } from "@/lib/operations/training/steer-training";

export const DELETE = serve("dropCheckpoint", ({ viewer, params }) =>
  dropCheckpoint(viewer, params.trainingId, params.step),
);
