import { serve } from "@/lib/http/serve";
import { restartJob } from "@/lib/operations/steer-job";

export const POST = serve("retryJob", ({ viewer, params }) => restartJob(viewer, params.jobId));
