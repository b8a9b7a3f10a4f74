import { must } from "@/lib/base/assert";
import { findScan } from "@/lib/data/scans";
import { serve } from "@/lib/http/serve";

export const GET = serve("getScan", async ({ params }) => must(await findScan(params.scanId), "the scan"));
