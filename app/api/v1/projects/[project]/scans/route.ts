import { listScans } from "@/lib/data/scans";
import { serve } from "@/lib/http/serve";
import { createScan } from "@/lib/operations/scans/scans";

export const GET = serve("listScans", ({ query }) => listScans(query));

export const POST = serve("createScan", ({ viewer, body: { filter, asked } }) => createScan(viewer, filter, asked));
