import { serve } from "@/lib/http/serve";
import { actOnTurn } from "@/lib/operations/act-on-turn";

export const POST = serve("editTurn", ({ viewer, params: { turnId }, body: { seconds, ...edit } }) =>
  actOnTurn(viewer, { turnId, act: { kind: "edit", turnId, ...edit }, seconds }),
);
