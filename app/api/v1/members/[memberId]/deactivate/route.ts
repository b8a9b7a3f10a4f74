import { serve } from "@/lib/http/serve";
import { deactivateMember } from "@/lib/operations/deactivate-member";

export const POST = serve("deactivateMember", ({ params }) => deactivateMember(params.memberId));
