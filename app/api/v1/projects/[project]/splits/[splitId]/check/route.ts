import { serve } from "@/lib/http/serve";
import { checkSplit } from "@/lib/operations/splits/splits";

export const GET = serve("checkSplit", ({ params }) => checkSplit(params.splitId));
