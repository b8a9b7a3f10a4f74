import { serve } from "@/lib/http/serve";
import { stopTraining } from "@/lib/operations/training/steer-training";

export const POST = serve("stopTraining", ({ viewer, params }) => stopTraining(viewer, params.trainingId));
