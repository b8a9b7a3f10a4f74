import { serve } from "@/lib/http/serve";
import { resumeRun } from "@/lib/operations/runs";

export const POST = serve("resumeRun", ({ params }) => resumeRun(params.runId));
