import { env } from "@/lib/base/env";
import { listInvitations } from "@/lib/data/invitations";
import { serve } from "@/lib/http/serve";
import { createInvitation } from "@/lib/operations/invitations";

export const GET = serve("listInvitations", async () => ({ items: await listInvitations() }));

export const POST = serve("createInvitation", ({ viewer, body, request }) =>
  createInvitation(viewer, { ...body, origin: env().REALCHAT_URL ?? `http://${request.headers.get("host")}` }),
);
