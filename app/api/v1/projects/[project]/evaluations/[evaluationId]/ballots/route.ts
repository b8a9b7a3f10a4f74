import { serve } from "@/lib/http/serve";
import { readBallots } from "@/lib/operations/judging/read-ballots";

export const GET = serve("listBallots", ({ viewer, params, query }) => readBallots(viewer, params.evaluationId, query));
