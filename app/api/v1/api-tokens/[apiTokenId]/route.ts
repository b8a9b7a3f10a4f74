import { AppError } from "@/lib/base/app-error";
import { deleteApiToken } from "@/lib/data/api-tokens";
import { serve } from "@/lib/http/serve";

export const DELETE = serve("deleteApiToken", async ({ viewer, params }) => {
  if (!(await deleteApiToken(viewer.id, params.apiTokenId)))
    throw new AppError("not_found", "You have no such API token.");
});
