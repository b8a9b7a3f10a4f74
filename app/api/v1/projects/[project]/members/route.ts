import { listMembers } from "@/lib/data/people";
import { serve } from "@/lib/http/serve";

export const GET = serve("listMembers", async () => ({ items: await listMembers() }));
