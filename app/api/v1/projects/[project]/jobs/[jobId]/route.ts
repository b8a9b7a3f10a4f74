import { serve } from "@/lib/http/serve";
import { readJob } from "@/lib/operations/steer-job";

export const GET = serve("getJob", ({ viewer, params }) => readJob(viewer, params.jobId));
