import { must } from "@/lib/base/assert";
import { countByStatus } from "@/lib/data/run-progress";
import { listRuns } from "@/lib/data/runs";
import { serve } from "@/lib/http/serve";
import { createRun } from "@/lib/operations/create-run";

export const GET = serve("listRuns", async ({ query }) => {
  const { items, nextCursor } = await listRuns(query);
  const counts = await countByStatus(items);
  return { items: items.map((run) => ({ ...run, byStatus: must(counts.get(run.id), "counts") })), nextCursor };
});

export const POST = serve("createRun", ({ viewer, body }) => createRun(viewer, body));
