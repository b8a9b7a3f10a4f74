import { AppError } from "@/lib/base/app-error";
import { findProbe } from "@/lib/data/probes";
import { serve } from "@/lib/http/serve";

export const GET = serve("getProbe", async ({ params }) => {
  const probe = await findProbe(params.probeId);
  if (!probe) throw new AppError("not_found", "There is no such connection test.");
  return probe;
});
