import { serve } from "@/lib/http/serve";
import { cardAsFile } from "@/lib/operations/data-sets/cards";

export const GET = serve("downloadCard", ({ params }) => cardAsFile(params.snapshotId));
