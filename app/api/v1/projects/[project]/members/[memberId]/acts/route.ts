import { listPastActs } from "@/lib/data/decisions";
import { authorizeOwn } from "@/lib/domain/viewer";
import { serve } from "@/lib/http/serve";

export const GET = serve("listPastActs", ({ viewer, params, query }) => {
  authorizeOwn(viewer, params.memberId);
  return listPastActs({ personId: params.memberId, ...query });
});
