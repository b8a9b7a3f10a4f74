import { serve } from "@/lib/http/serve";
import { readReference } from "@/lib/operations/judging/reveal-ballot";

export const GET = serve("getReference", ({ viewer, params }) => readReference(viewer, params.ballotId));
