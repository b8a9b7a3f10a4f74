import { serve } from "@/lib/http/serve";
import { updateMember } from "@/lib/operations/members";
import { deleteMembership } from "@/lib/operations/projects";

export const PUT = serve("updateMember", ({ params, body }) => updateMember(params.memberId, body.roles));

export const DELETE = serve("deleteMembership", ({ viewer, params }) => deleteMembership(viewer, params.memberId));
