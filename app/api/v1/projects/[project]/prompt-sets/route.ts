import { listPromptSets } from "@/lib/data/judging/prompt-sets";
import { serve } from "@/lib/http/serve";
import { importPromptSet } from "@/lib/operations/judging/prompt-sets";

export const GET = serve("listPromptSets", ({ query }) => listPromptSets(query));

export const POST = serve("importPromptSet", ({ viewer, query, body }) => importPromptSet(viewer, query, body));
