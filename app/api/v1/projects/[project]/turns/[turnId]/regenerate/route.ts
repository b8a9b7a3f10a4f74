import { serve } from "@/lib/http/serve";
import { actOnTurn } from "@/lib/operations/act-on-turn";

export const POST = serve("regenerateTurn", ({ viewer, params: { turnId }, body: { seconds, ...regenerate } }) =>
  actOnTurn(viewer, { turnId, act: { kind: "regenerate", turnId, ...regenerate }, seconds }),
);
