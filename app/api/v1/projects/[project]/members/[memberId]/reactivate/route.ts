import { serve } from "@/lib/http/serve";
import { reactivateMember } from "@/lib/operations/members";

export const POST = serve("reactivateMember", ({ params, account }) =>
  reactivateMember(params.memberId, account.isOwner),
);
