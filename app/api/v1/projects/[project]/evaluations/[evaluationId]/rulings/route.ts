import { serve } from "@/lib/http/serve";
import { makeRuling, readRulings } from "@/lib/operations/judging/rulings";

export const GET = serve("listRulings", ({ viewer, params, query }) => readRulings(viewer, params.evaluationId, query));

export const POST = serve("makeRuling", ({ viewer, params, body }) => makeRuling(viewer, params.evaluationId, body));
