import { serve } from "@/lib/http/serve";
import { claimBallot } from "@/lib/operations/judging/claim-ballot";

export const POST = serve("claimBallot", ({ viewer, params, body }) => claimBallot(viewer, { ...params, ...body }));
