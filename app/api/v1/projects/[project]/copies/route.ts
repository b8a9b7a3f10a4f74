import { serve } from "@/lib/http/serve";
import { copyToProject } from "@/lib/operations/whole/copy-to-project";

export const POST = serve("createCopy", ({ account, body }) => copyToProject(account, body));
