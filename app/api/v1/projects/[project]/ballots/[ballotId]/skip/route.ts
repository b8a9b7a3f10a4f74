import { serve } from "@/lib/http/serve";
import { skipBallot } from "@/lib/operations/judging/keep-ballot";

export const POST = serve("skipBallot", ({ viewer, params, body }) => skipBallot(viewer, params.ballotId, body));
