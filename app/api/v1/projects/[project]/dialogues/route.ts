import { listDialogues } from "@/lib/data/dialogues";
import { serve } from "@/lib/http/serve";

export const GET = serve("listDialogues", ({ query }) => listDialogues(query));
