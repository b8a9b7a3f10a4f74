import { originOf } from "@/lib/http/origin-of";
import { serve } from "@/lib/http/serve";
import { createPasswordReset } from "@/lib/operations/passwords";

export const POST = serve("createPasswordReset", ({ account, params, request }) =>
  createPasswordReset(account, { ...params, origin: originOf(request) }),
);
