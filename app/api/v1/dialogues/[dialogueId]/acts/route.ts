import { serve } from "@/lib/http/serve";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";

export const POST = serve("actOnDialogue", ({ viewer, params, body }) => actOnDialogue(viewer, { ...params, ...body }));
