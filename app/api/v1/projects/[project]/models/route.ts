import { listModels } from "@/lib/data/models";
import { serve } from "@/lib/http/serve";
import { createModel } from "@/lib/operations/models";

export const GET = serve("listModels", async ({ query }) => ({ items: await listModels(query) }));

export const POST = serve("createModel", ({ body }) => createModel(body));
