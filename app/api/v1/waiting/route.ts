import { serve } from "@/lib/http/serve";
import { readAllWaiting } from "@/lib/operations/work";

export const GET = serve("listWaiting", async ({ account }) => ({ items: await readAllWaiting(account) }));
