import { serve } from "@/lib/http/serve";
import { startSession } from "@/lib/http/start-session";
import { createFirstAccount } from "@/lib/operations/accounts";

export const POST = serve("createFirstAccount", async ({ body, request }) => {
  const viewer = await createFirstAccount(body);
  const headers = await startSession(request, viewer.email, body.password);
  return Response.json({ viewer }, { status: 201, headers });
});
