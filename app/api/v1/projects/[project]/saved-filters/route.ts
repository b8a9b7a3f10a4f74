import { listSavedFilters } from "@/lib/data/saved-filters";
import { serve } from "@/lib/http/serve";
import { saveFilter } from "@/lib/operations/save-filter";

export const GET = serve("listSavedFilters", async ({ viewer }) => ({ items: await listSavedFilters(viewer.id) }));

export const POST = serve("createSavedFilter", ({ viewer, body }) => saveFilter(viewer, body));
