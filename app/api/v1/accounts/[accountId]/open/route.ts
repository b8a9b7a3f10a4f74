import { serve } from "@/lib/http/serve";
import { setAccountActive } from "@/lib/operations/accounts";

export const POST = serve("openAccount", ({ params }) => setAccountActive(params.accountId, true));
