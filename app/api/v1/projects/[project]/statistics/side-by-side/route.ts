import { serve } from "@/lib/http/serve";
import { readSideBySide } from "@/lib/operations/statistics/side-by-side";

export const GET = serve("getSideBySide", ({ query }) => readSideBySide(query));
