import { countProject } from "@/lib/data/whole/count-project";
import { serve } from "@/lib/http/serve";

export const GET = serve("countProject", () => countProject());
