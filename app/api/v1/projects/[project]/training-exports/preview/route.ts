import { serve } from "@/lib/http/serve";
import { previewRecipe } from "@/lib/operations/exporting/preview-recipe";

export const POST = serve("previewTrainingExport", ({ viewer, body }) => previewRecipe(viewer, body));
