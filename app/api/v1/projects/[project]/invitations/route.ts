import { listInvitations } from "@/lib/data/invitations";
import { originOf } from "@/lib/http/origin-of";
import { serve } from "@/lib/http/serve";
import { createInvitation } from "@/lib/operations/invitations";

export const GET = serve("listInvitations", async () => ({ items: await listInvitations() }));

export const POST = serve("createInvitation", ({ viewer, body, request }) =>
  createInvitation(viewer, { ...body, origin: originOf(request) }),
);
