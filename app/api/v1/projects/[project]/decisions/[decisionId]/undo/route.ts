import { serve } from "@/lib/http/serve";
import { undoDecision } from "@/lib/operations/act-on-dialogue";

export const POST = serve("undoDecision", ({ viewer, params }) => undoDecision(viewer, params.decisionId));
