import { removeTokenizer } from "@/lib/data/tokenizers";
import { serve } from "@/lib/http/serve";

export const DELETE = serve("removeTokenizer", ({ params }) => removeTokenizer(params.tokenizerId));
