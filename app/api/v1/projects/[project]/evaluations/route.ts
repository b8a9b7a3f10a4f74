import { serve } from "@/lib/http/serve";
import { createEvaluation } from "@/lib/operations/judging/create-evaluation";
import { readEvaluations } from "@/lib/operations/judging/read-evaluation";

export const GET = serve("listEvaluations", ({ viewer, query }) => readEvaluations(viewer, query));

export const POST = serve("createEvaluation", ({ viewer, body }) => createEvaluation(viewer, body));
