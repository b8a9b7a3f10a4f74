import { viewerIn } from "@/lib/domain/project";
import { serve } from "@/lib/http/serve";
import { startSession } from "@/lib/http/start-session";
import { resetPassword } from "@/lib/operations/passwords";

export const POST = serve("resetPassword", async ({ body, request }) => {
  const account = await resetPassword(body);
  const headers = await startSession(request, account.email, body.password);
  return Response.json({ viewer: viewerIn(account, []) }, { headers });
});
