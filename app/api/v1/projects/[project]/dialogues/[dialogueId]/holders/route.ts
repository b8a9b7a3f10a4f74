import { listHolders } from "@/lib/data/training/lineage";
import { serve } from "@/lib/http/serve";

export const GET = serve("getHolders", ({ params }) => listHolders(params.dialogueId));
