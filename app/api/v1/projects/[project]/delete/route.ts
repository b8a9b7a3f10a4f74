import { serve } from "@/lib/http/serve";
import { deleteProject } from "@/lib/operations/whole/delete-project";

export const POST = serve("deleteProject", ({ viewer, body }) => deleteProject(viewer, body.name));
