import { listTeamTokens } from "@/lib/data/api-tokens";
import { serve } from "@/lib/http/serve";

export const GET = serve("listTeamTokens", async () => ({ items: await listTeamTokens() }));
