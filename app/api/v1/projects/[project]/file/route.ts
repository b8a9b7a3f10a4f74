import { serve } from "@/lib/http/serve";
import { exportProject } from "@/lib/operations/whole/export-project";

export const GET = serve("exportProject", ({ viewer }) => exportProject(viewer));
