import { serve } from "@/lib/http/serve";
import { placeNewcomers } from "@/lib/operations/statistics/place-newcomers";

export const GET = serve("listMapNewcomers", ({ params, query }) => placeNewcomers(params.snapshotId, query));
