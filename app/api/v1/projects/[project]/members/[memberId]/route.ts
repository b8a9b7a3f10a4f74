import { serve } from "@/lib/http/serve";
import { updateMember } from "@/lib/operations/members";

export const PUT = serve("updateMember", ({ params, body }) => updateMember(params.memberId, body.roles));
