import { must } from "@/lib/base/assert";
import { findImport } from "@/lib/data/imports";
import { serve } from "@/lib/http/serve";

export const GET = serve("getImport", async ({ params }) => must(await findImport(params.importId), "the import"));
