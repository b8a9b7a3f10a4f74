import { serve } from "@/lib/http/serve";
import { readBallot } from "@/lib/operations/judging/read-ballots";

export const GET = serve("getBallot", ({ viewer, params }) => readBallot(viewer, params.ballotId));
