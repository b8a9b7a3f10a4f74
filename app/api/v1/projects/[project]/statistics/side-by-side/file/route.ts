import { serve } from "@/lib/http/serve";
import { sideBySideAsFile } from "@/lib/operations/statistics/side-by-side";

export const GET = serve("downloadSideBySide", ({ query }) => sideBySideAsFile(query));
