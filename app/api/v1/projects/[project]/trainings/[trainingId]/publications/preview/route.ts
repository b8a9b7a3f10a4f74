import { serve } from "@/lib/http/serve";
import { previewPublication } from "@/lib/operations/publishing/preview-publication";

export const GET = serve("previewPublication", ({ params }) => previewPublication(params.trainingId));
