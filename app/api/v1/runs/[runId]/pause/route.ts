import { serve } from "@/lib/http/serve";
import { pauseRun } from "@/lib/operations/pause-run";

export const POST = serve("pauseRun", ({ viewer, params }) => pauseRun(viewer, params.runId));
