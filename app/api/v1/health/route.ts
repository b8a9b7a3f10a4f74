import { isDatabaseReachable } from "@/lib/data/health";
import { serve } from "@/lib/http/serve";

export const GET = serve("health", async () => {
  const database = await isDatabaseReachable();
  return Response.json({ status: database ? "ok" : "failing", database }, { status: database ? 200 : 503 });
});
