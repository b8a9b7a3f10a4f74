import { serve } from "@/lib/http/serve";
import { resumeRun } from "@/lib/operations/resume-run";

export const POST = serve("resumeRun", ({ params }) => resumeRun(params.runId));
