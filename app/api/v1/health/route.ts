import { readWorkerHealth } from "@/lib/data/engine/leases";
import { hasOwnModels } from "@/lib/data/models";
import { serve } from "@/lib/http/serve";

export const GET = serve("health", async () => {
  const workers = await readWorkerHealth();
  if (!workers) return Response.json({ status: "failing", database: false, workers }, { status: 503 });
  if (!(await hasOwnModels())) return Response.json({ status: "starting", database: true, workers }, { status: 503 });
  return { status: workers.alive > 0 ? "ok" : "no_worker", database: true, workers };
});
