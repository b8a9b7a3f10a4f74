import { countProject } from "@/lib/data/whole/delete-project";
import { serve } from "@/lib/http/serve";

export const GET = serve("countProject", () => countProject());
