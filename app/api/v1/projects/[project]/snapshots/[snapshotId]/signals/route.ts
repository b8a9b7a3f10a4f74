import { serve } from "@/lib/http/serve";
import { readSignals } from "@/lib/operations/exporting/read-exports";

export const GET = serve("countSignals", ({ viewer, params }) => readSignals(viewer, params.snapshotId));
