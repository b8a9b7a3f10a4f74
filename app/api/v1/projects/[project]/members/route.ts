import { listMembers } from "@/lib/data/people";
import { serve } from "@/lib/http/serve";
import { createMembership } from "@/lib/operations/projects";

export const GET = serve("listMembers", async () => ({ items: await listMembers() }));

export const POST = serve("createMembership", ({ body }) => createMembership(body));
