import { serve } from "@/lib/http/serve";
import { pauseRun } from "@/lib/operations/runs";

export const POST = serve("pauseRun", ({ viewer, params }) => pauseRun(viewer, params.runId));
