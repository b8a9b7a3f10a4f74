import { serve } from "@/lib/http/serve";
import { stopRun } from "@/lib/operations/runs";

export const POST = serve("stopRun", ({ viewer, params }) => stopRun(viewer, params.runId));
