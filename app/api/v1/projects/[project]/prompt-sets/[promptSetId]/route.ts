import { serve } from "@/lib/http/serve";
import { removePromptSet } from "@/lib/operations/judging/prompt-sets";

export const DELETE = serve("deletePromptSet", ({ params }) => removePromptSet(params.promptSetId));
