import { serve } from "@/lib/http/serve";
import { testTrainingPlace } from "@/lib/operations/training/training-places";

export const POST = serve("testTrainingPlace", ({ viewer, params }) => testTrainingPlace(viewer, params.placeId));
