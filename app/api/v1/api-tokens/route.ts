import { listApiTokens } from "@/lib/data/api-tokens";
import { serve } from "@/lib/http/serve";
import { createApiToken } from "@/lib/operations/create-api-token";

export const GET = serve("listApiTokens", async ({ viewer }) => ({ items: await listApiTokens(viewer.id) }));

export const POST = serve("createApiToken", ({ account, grant, body }) => createApiToken(account, grant, body));
