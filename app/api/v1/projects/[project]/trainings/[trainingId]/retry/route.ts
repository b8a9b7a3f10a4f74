import { serve } from "@/lib/http/serve";
import { retryTraining } from "@/lib/operations/training/steer-training";

export const POST = serve("retryTraining", ({ viewer, params }) => retryTraining(viewer, params.trainingId));
