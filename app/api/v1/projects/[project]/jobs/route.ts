import { listJobs } from "@/lib/data/jobs/jobs";
import { serve } from "@/lib/http/serve";
import { jobsOf } from "@/lib/operations/steer-job";

export const GET = serve("listJobs", ({ viewer, query }) => listJobs({ ...jobsOf(viewer), ...query }));
