import { serve } from "@/lib/http/serve";
import { previewSeeds } from "@/lib/operations/seed-sets";

export const POST = serve("previewSeeds", ({ query: { part, ...asked }, body }) =>
  previewSeeds({ ...asked, isPart: part === "yes" }, body),
);
