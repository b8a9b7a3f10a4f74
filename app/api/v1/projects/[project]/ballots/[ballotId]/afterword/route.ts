import { serve } from "@/lib/http/serve";
import { replyToJudge } from "@/lib/operations/judging/reveal-ballot";

export const POST = serve("replyToJudge", ({ viewer, params, body }) => replyToJudge(viewer, params.ballotId, body));
