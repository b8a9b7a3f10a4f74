import { listProjects } from "@/lib/data/accounts";
import { serve } from "@/lib/http/serve";
import { createProject } from "@/lib/operations/projects";

export const GET = serve("listProjects", async () => ({ items: await listProjects() }));

export const POST = serve("createProject", ({ viewer, body }) => createProject(viewer, body));
