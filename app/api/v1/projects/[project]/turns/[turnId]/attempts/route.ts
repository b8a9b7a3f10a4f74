import { listAttemptsOfTurn } from "@/lib/data/engine/attempts";
import { serve } from "@/lib/http/serve";

export const GET = serve("getAttempts", async ({ params }) => ({ items: await listAttemptsOfTurn(params.turnId) }));
