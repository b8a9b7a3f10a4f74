import { serve } from "@/lib/http/serve";
import { actOnTurn } from "@/lib/operations/act-on-turn";

export const POST = serve("rejectTurn", ({ viewer, params: { turnId }, body: { seconds, ...reject } }) =>
  actOnTurn(viewer, { turnId, act: { kind: "reject_turn", turnId, ...reject }, seconds }),
);
