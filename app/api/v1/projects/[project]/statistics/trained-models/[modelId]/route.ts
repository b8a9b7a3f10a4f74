import { serve } from "@/lib/http/serve";
import { forgetTrainedOn, recordTrainedOn } from "@/lib/operations/statistics/performance";

export const PUT = serve("setTrainedOn", ({ viewer, params, body }) => recordTrainedOn(viewer, params.modelId, body));

export const DELETE = serve("forgetTrainedOn", ({ viewer, params }) => forgetTrainedOn(viewer, params.modelId));
