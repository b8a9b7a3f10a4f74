import { removeTrainingPlace } from "@/lib/data/training/training-places";
import { serve } from "@/lib/http/serve";
import { updateTrainingPlace } from "@/lib/operations/training/training-places";

export const PUT = serve("updateTrainingPlace", ({ viewer, params, body }) =>
  updateTrainingPlace(viewer, params.placeId, body),
);

export const DELETE = serve("removeTrainingPlace", ({ params }) => removeTrainingPlace(params.placeId));
