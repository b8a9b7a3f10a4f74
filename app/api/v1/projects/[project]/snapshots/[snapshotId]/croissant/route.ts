import { serve } from "@/lib/http/serve";
import { croissantAsFile } from "@/lib/operations/data-sets/cards";

export const GET = serve("downloadCroissant", ({ params }) => croissantAsFile(params.snapshotId));
