import { serve } from "@/lib/http/serve";
import { unarchiveProject } from "@/lib/operations/whole/archive-project";

export const POST = serve("unarchiveProject", ({ viewer }) => unarchiveProject(viewer));
