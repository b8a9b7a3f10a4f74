import { serve } from "@/lib/http/serve";
import { archiveProject } from "@/lib/operations/whole/archive-project";

export const POST = serve("archiveProject", ({ viewer }) => archiveProject(viewer));
