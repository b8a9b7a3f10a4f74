import { serve } from "@/lib/http/serve";
import { previewTraining } from "@/lib/operations/training/preview-training";

export const POST = serve("previewTraining", ({ viewer, body }) => previewTraining(viewer, body));
