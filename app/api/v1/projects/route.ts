import { serve } from "@/lib/http/serve";
import { createProject } from "@/lib/operations/projects";

export const POST = serve("createProject", ({ viewer, body }) => createProject(viewer, body));
