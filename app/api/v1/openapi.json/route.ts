import { openApi } from "@/lib/contract/openapi";
import { serve } from "@/lib/http/serve";

export const GET = serve("openapi", () => openApi());
