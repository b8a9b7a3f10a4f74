import { serve } from "@/lib/http/serve";
import { readAllWaiting } from "@/lib/operations/read-waiting";

export const GET = serve("listWaiting", async ({ account }) => ({ items: await readAllWaiting(account) }));
