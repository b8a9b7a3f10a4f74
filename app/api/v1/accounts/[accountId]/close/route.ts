import { serve } from "@/lib/http/serve";
import { setAccountActive } from "@/lib/operations/accounts";

export const POST = serve("closeAccount", ({ params }) => setAccountActive(params.accountId, false));
