import { serve } from "@/lib/http/serve";
import { stopJob } from "@/lib/operations/steer-job";

export const POST = serve("cancelJob", ({ viewer, params }) => stopJob(viewer, params.jobId));
