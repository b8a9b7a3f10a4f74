import { countDialogues } from "@/lib/data/dialogues";
import { serve } from "@/lib/http/serve";

export const GET = serve("countDialogues", ({ query }) => countDialogues(query));
