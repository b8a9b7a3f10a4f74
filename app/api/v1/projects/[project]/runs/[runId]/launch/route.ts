import { serve } from "@/lib/http/serve";
import { launchRun } from "@/lib/operations/launch-run";

export const POST = serve("launchRun", ({ params }) => launchRun(params.runId));
