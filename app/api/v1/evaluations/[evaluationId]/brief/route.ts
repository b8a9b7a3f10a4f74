import { serve } from "@/lib/http/serve";
import { readBrief } from "@/lib/operations/judging/claim-ballot";

export const GET = serve("getRatingBrief", ({ viewer, params }) => readBrief(viewer, params.evaluationId));
