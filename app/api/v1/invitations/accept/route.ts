import { findPersonByEmail } from "@/lib/data/people";
import { serve } from "@/lib/http/serve";
import { startSession } from "@/lib/http/start-session";
import { acceptInvitation, readInvitation } from "@/lib/operations/invitations";

export const GET = serve("getInvitation", async ({ query }) => {
  const { email, roles, personName, projectName } = await readInvitation(query.token);
  return { email, roles, personName, projectName, hasAccount: (await findPersonByEmail(email)) !== null };
});

export const POST = serve("acceptInvitation", async ({ body, request }) => {
  const viewer = await acceptInvitation(body);
  const headers = await startSession(request, viewer.email, body.password);
  return Response.json({ viewer }, { status: 201, headers });
});
