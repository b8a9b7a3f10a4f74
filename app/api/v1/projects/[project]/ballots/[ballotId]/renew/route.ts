import { serve } from "@/lib/http/serve";
import { renewBallot } from "@/lib/operations/judging/keep-ballot";

export const POST = serve("renewBallot", ({ viewer, params }) => renewBallot(viewer, params.ballotId));
