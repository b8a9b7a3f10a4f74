import { serve } from "@/lib/http/serve";
import { deactivateMember } from "@/lib/operations/members";

export const POST = serve("deactivateMember", ({ params, account }) =>
  deactivateMember(params.memberId, account.isOwner),
);
