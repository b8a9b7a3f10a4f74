import { readCurves } from "@/lib/data/training/training-events";
import { serve } from "@/lib/http/serve";

export const GET = serve("getTrainingCurves", ({ params }) => readCurves(params.trainingId));
