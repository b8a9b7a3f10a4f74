import { serve } from "@/lib/http/serve";
import { castVote } from "@/lib/operations/judging/cast-vote";

export const POST = serve("castVote", ({ viewer, params, body }) => castVote(viewer, params.ballotId, body));
