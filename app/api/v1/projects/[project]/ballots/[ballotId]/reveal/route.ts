import { serve } from "@/lib/http/serve";
import { revealBallot } from "@/lib/operations/judging/reveal-ballot";

export const POST = serve("revealBallot", ({ viewer, params }) => revealBallot(viewer, params.ballotId));
