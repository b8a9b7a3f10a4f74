import { serve } from "@/lib/http/serve";
import { countSignals } from "@/lib/operations/data-sets/signals";

export const GET = serve("countSignals", ({ params }) => countSignals(params.snapshotId));
