import { serve } from "@/lib/http/serve";
import { setMember } from "@/lib/operations/data-sets/data-sets";

export const PUT = serve("setDataSetMember", ({ viewer, params, body }) =>
  setMember(viewer, params.dataSetId, { personId: params.memberId, roles: body.roles }),
);
