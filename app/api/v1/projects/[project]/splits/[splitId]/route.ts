import { must } from "@/lib/base/assert";
import { findSplit } from "@/lib/data/snapshots/splits";
import { serve } from "@/lib/http/serve";

export const GET = serve("getSplit", async ({ params }) => must(await findSplit(params.splitId), "the split"));
