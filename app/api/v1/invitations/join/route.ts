import { serve } from "@/lib/http/serve";
import { joinByInvitation } from "@/lib/operations/invitations";

export const POST = serve("joinByInvitation", ({ account, body }) => joinByInvitation(account, body.token));
