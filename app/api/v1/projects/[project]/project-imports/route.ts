import { serve } from "@/lib/http/serve";
import { takeProjectFile } from "@/lib/operations/whole/take-project-file";

export const POST = serve("importProject", ({ viewer, query, body }) => takeProjectFile(viewer, query.slug, body));
