import { serve } from "@/lib/http/serve";
import { takeBundle } from "@/lib/operations/training/make-bundle";

export const GET = serve("downloadTrainingBundle", ({ viewer, params }) => takeBundle(viewer, params.trainingId));
