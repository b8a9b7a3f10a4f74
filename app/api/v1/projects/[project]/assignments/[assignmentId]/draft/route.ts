import { serve } from "@/lib/http/serve";
import { saveDraft } from "@/lib/operations/review/assignments";

export const PUT = serve("saveDraft", ({ viewer, params, body }) => saveDraft(viewer, { ...params, ...body }));
