import { deleteSessions } from "@/lib/data/passwords";
import { serve } from "@/lib/http/serve";

export const DELETE = serve("endSessions", async ({ account }) => ({ ended: await deleteSessions(account.id) }));
