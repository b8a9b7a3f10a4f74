import { serve } from "@/lib/http/serve";
import { undoDecision } from "@/lib/operations/undo-decision";

export const POST = serve("undoDecision", ({ viewer, params }) => undoDecision(viewer, params.decisionId));
