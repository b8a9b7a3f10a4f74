import { listCountedRuns } from "@/lib/data/run-progress";
import { serve } from "@/lib/http/serve";
import { createRun } from "@/lib/operations/runs";

export const GET = serve("listRuns", ({ query }) => listCountedRuns(query));

export const POST = serve("createRun", ({ viewer, body }) => createRun(viewer, body));
