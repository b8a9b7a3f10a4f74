import { serve } from "@/lib/http/serve";
import { takeBackVote } from "@/lib/operations/judging/cast-vote";

export const POST = serve("takeBackVote", ({ viewer, params }) => takeBackVote(viewer, params.ballotId));
